"""The colours of both themes. Each tone that is read has a contrast of 4.5 to 1 or more on paper and on panels."""

from __future__ import annotations

from collections.abc import Mapping

from coaching.pictures.board import Theme, Tone

PALETTES: Mapping[Theme, Mapping[Tone, str]] = {
    Theme.LIGHT: {
        Tone.PAPER: "#FFFFFF",
        Tone.PANEL: "#EEF4F3",
        Tone.INK: "#1B2230",
        Tone.QUIET: "#545C6B",
        Tone.RAIL: "#DCE0E4",
        Tone.ONE: "#0A6A6A",
        Tone.TWO: "#9A4A00",
        Tone.GOOD: "#1A6B32",
        Tone.SLIP: "#B3261E",
    },
    Theme.DARK: {
        Tone.PAPER: "#14181F",
        Tone.PANEL: "#202733",
        Tone.INK: "#F1F2F4",
        Tone.QUIET: "#AEB6C2",
        Tone.RAIL: "#3A4250",
        Tone.ONE: "#5CCFC4",
        Tone.TWO: "#F5AE62",
        Tone.GOOD: "#86D992",
        Tone.SLIP: "#FF9C8F",
    },
}
