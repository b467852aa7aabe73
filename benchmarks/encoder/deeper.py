"""The origin's last layers tuned with the map after them, so that questions which ask the same lie together.

A question of a topic is compared with a few others of it and of every other topic of the same attendee; it must lie
nearest its own, and nearer than anything on nothing the attendee knows. What the layers below make of each text never
changes, and is worked out once. The weights that are kept are the mean over the steps (Polyak and Juditsky 1992).
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import monotonic

import torch
from torch import Tensor, nn
from torch.nn import functional

from benchmarks.encoder.origin import Origin
from benchmarks.encoder.tuned import Tuned
from coaching.encoder.meaning import MOST
from coaching.encoder.vectors import Vectors

LAYERS = 4  # tuned, of the origin's twelve
STEPS, RATE, MAP_RATE = 400, 4e-5, 5e-4
WARM_UP, LEAST_RATE, NORM = 30, 0.03, 1.0
HELD = 5e-3  # the penalty for leaving where the map begins
WARMTH, MARGIN, REFUSED = 0.05, 0.05, 0.3
ASKED, KNOWN, NOTHING = 2, 5, 14  # texts of a step: of each topic, and on nothing they know
BATCH = 128


@dataclass(frozen=True)
class Company:
    """What one attendee is asked in one language: the texts of each topic, and those on nothing they know."""

    topics: Mapping[str, Sequence[str]]
    nothing: Sequence[str]


class Deep:
    """The network with its map, tuned in place."""

    def __init__(self, vectors: Vectors, linear: Tensor, middle: Tensor) -> None:
        """Begin with the origin's own layers."""
        origin = Origin()
        self.network = Tuned(origin, [origin.begin, origin.end, origin.unknown])
        self.map = nn.Parameter(linear.clone())
        self._middle, self._vectors = middle, vectors
        self._fixed = len(self.network.layers) - LAYERS
        self._states: dict[str, Tensor] = {}

    def learn(self, companies: Sequence[Company], seed: int) -> None:
        """Tune the last layers and the map."""
        dice = random.Random(seed)
        self._work_out({text for one in companies for its in (*one.topics.values(), one.nothing) for text in its})
        for weights in self.network.parameters():
            weights.requires_grad = False
        tuned = [weights for layer in self.network.layers[self._fixed :] for weights in layer.parameters()]
        for weights in tuned:
            weights.requires_grad = True
        start, every = self.map.detach().clone(), [*tuned, self.map]
        means = [weights.detach().clone() for weights in every]
        groups = [{"params": tuned, "lr": RATE}, {"params": [self.map], "lr": MAP_RATE}]
        optimizer = torch.optim.AdamW(groups, weight_decay=0.0)
        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, _share_of_rate)
        self.network.train()
        begun = monotonic()
        for step in range(STEPS):
            loss = self._missed(dice.choice(companies), dice) + HELD * (self.map - start).square().sum()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(every, NORM)
            optimizer.step()
            schedule.step()
            with torch.no_grad():
                for mean, weights in zip(means, every, strict=True):
                    mean.lerp_(weights, 9 / (10 + step))
            if (step + 1) % 50 == 0:
                print(f"step {step + 1}: {loss.item():.3f}, {monotonic() - begun:.0f} s", flush=True)
        with torch.no_grad():
            for mean, weights in zip(means, every, strict=True):
                weights.copy_(mean)
        self.network.eval()

    def _missed(self, company: Company, dice: random.Random) -> Tensor:
        """How far a few questions lie from their own topics, and those on nothing from lying near none."""
        asked, asked_of, known, known_of = [], [], [], []
        for at, texts in enumerate(company.topics.values()):
            drawn = dice.sample(texts, min(ASKED + KNOWN, len(texts)))
            asked += drawn[:ASKED]
            asked_of += [at] * len(drawn[:ASKED])
            known += drawn[ASKED:]
            known_of += [at] * len(drawn[ASKED:])
        nothing = dice.sample(company.nothing, min(NOTHING, len(company.nothing)))
        parts = self._directions([*asked, *known, *nothing]).split([len(asked), len(known), len(nothing)])
        of, wanted = torch.tensor(known_of), torch.tensor(asked_of)
        alike = parts[0] @ parts[1].T
        each = [torch.logsumexp(alike[:, of == at] / WARMTH, 1) for at in range(len(company.topics))]
        loss = functional.cross_entropy(torch.stack(each, 1), wanted)
        if nothing:
            own = alike.masked_fill(wanted[:, None] != of[None], -1.0).max(1).values
            strange = (parts[2] @ parts[1].T).max(1).values
            loss = loss + REFUSED * functional.softplus((strange[:, None] - own[None] + MARGIN) / MARGIN).mean()
        return loss

    def _directions(self, texts: Sequence[str]) -> Tensor:
        """What the texts mean, by the layers as they now are."""
        frame, longest = len(self._vectors.frame), max(len(self._states[text]) for text in texts)
        width = self._states[texts[0]].shape[1]
        states = torch.zeros(len(texts), longest, width, dtype=torch.bfloat16)
        seen, said = torch.zeros(len(texts), longest, dtype=torch.bool), torch.zeros(len(texts), longest, 1)
        for at, text in enumerate(texts):
            length = len(self._states[text])
            states[at, :length] = self._states[text]
            seen[at, :length] = True
            said[at, frame : length - 1] = 1
        with torch.autocast("cpu", torch.bfloat16):
            for layer in self.network.layers[self._fixed :]:
                states = layer(states, seen[:, None, None, :])
        unit = functional.normalize((states.float() * said).sum(1) / said.sum(1), dim=-1)
        return functional.normalize((unit - self._middle) @ self.map.T, dim=-1)

    def _work_out(self, texts: set[str]) -> None:
        """The states under the layers that are tuned, of every text; of like lengths together, to waste little."""
        its = self._vectors
        cut = {text: [*its.frame, *(its.subwords.of(text, MOST) or (its.end,)), its.end] for text in texts}
        order = sorted(texts, key=lambda text: (len(cut[text]), text))
        network = self.network.eval()
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            for start in range(0, len(order), BATCH):
                batch = order[start : start + BATCH]
                longest = len(cut[batch[-1]])
                vectors = torch.zeros(len(batch), longest, network.kind.shape[0])
                seen = torch.zeros(len(batch), longest, dtype=torch.bool)
                for at, text in enumerate(batch):
                    vectors[at, : len(cut[text])] = torch.tensor(its.of(cut[text]))
                    seen[at, : len(cut[text])] = True
                states = network.norm(vectors + network.places[:longest] + network.kind)
                for layer in network.layers[: self._fixed]:
                    states = layer(states, seen[:, None, None, :])
                for at, text in enumerate(batch):
                    self._states[text] = states[at, : len(cut[text])].to(torch.bfloat16).clone()


def _share_of_rate(step: int) -> float:
    return min(1.0, (step + 1) / WARM_UP) * max(LEAST_RATE, 1 - step / STEPS)
