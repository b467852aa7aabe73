"""What holds for every test."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# How quick a machine is says nothing of what it runs: beside other work one example may take a second.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
