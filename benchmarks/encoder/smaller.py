"""Teaches a network of fewer layers to judge messages as the whole one does, and writes its artefact.

    python -m benchmarks.encoder.smaller OF INTO [--epochs 3] [--threads 2]
    python -m benchmarks.encoder.smaller OF INTO --on FOLDER --again WRITER,… [--epochs 1]

OF is the folder of the artefact that teaches, of `benchmarks.encoder.train`; INTO gets the smaller one. Of the
teacher's layers every other is taken over or so (Sanh et al. 2019), and they learn what it makes of labelled messages,
of messages put together from two, and of questions attendees are asked: its logits (Hinton et al. 2015) and its states,
with the labels beside them. From the middle on only the message is carried, no longer what stands around it. With
`--on` a smaller network in that folder learns on, at a lower rate, with more of what those writers wrote. Needs
`benchmarks/encoder/requirements.txt`; an hour on two cores, a quarter of one with `--on`.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import re
import shlex
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from benchmarks.encoder.artefact import begun, weights_of
from benchmarks.encoder.examples import CORPUS, Act, Example, Labelled, conventions, corpus, example, typing
from benchmarks.encoder.export import export
from benchmarks.encoder.origin import Origin
from benchmarks.encoder.train import batch
from benchmarks.encoder.tuned import Tuned
from coaching.app import App
from coaching.encoder.vectors import read_vectors
from coaching.language import Language
from coaching.settings import Settings
from coaching.understanding.retrieval import examples as questions

SEED, SEED_ON = 11, 13
GENTLY, AGAIN, FEWER = 0.5, 3, 0.5  # learning on: the share of the rate, how often those writers, the share of all else
LAYERS = (0, 2, 3, 5, 6, 8, 9, 11)  # the teacher's that are taken over
ALONE_FROM = 4  # the layer from which only the message is carried
MATCHED = {3: 5, 7: 11}  # layers whose states learn to be as a layer's of the teacher
RATE, WARMING, LEAST, CLIPPED, MEAN = 2e-4, 150, 0.01, 1.0, 0.998
MESSAGES = 16  # a step
TOGETHER, ASKED = 7_000, 9_000  # messages made of two, questions: drawn
BOTH, ALONE = 0.6, 0.15  # how often two messages stand in one, and how often something around it is missing
HARD, STATES, ACT = 0.3, 1.0, 0.5  # what labels, states, and an act beside the whole message count
UNLABELLED = "unlabelled"
_SENTENCE = re.compile(r"(?<=[.?!…])\s+")
Halves = NDArray[np.float16]


@dataclass(frozen=True)
class Lesson:
    """A message and what the teacher makes of it."""

    example: Example
    labelled: bool
    logits: NDArray[np.float32]  # looks, moves
    states: dict[int, Halves]  # by the learner's layer: places of the message (or all, under ALONE_FROM), width


class Teacher:
    """The whole network, asked for its states too."""

    def __init__(self, folder: Path, threads: int) -> None:
        model = onnx.load(str(folder / "encoder.onnx"))
        ends = [node.output[0] for node in model.graph.node if node.op_type == "LayerNormalization"][2::2]
        self.names = {ours: ends[its] for ours, its in MATCHED.items()}
        for name in self.names.values():
            model.graph.output.append(onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self._session = onnxruntime.InferenceSession(model.SerializeToString(), options)
        self._vectors = read_vectors(folder)
        with np.load(folder / "tables.npz", allow_pickle=False) as tables:
            self._places, self._parts = tables["places"], tables["parts"]

    def lesson(self, one: Example, labelled: bool) -> Lesson:
        """What it makes of the message."""
        vectors = self._vectors.of(one.numbers) + self._places[: len(one.numbers)] + self._parts[list(one.parts)]
        spans = [(one.spans[0][0], one.spans[-1][1]), *one.spans]
        told = one.spans[-1][1]
        masks = np.full((len(spans), told), -1e4, np.float32)
        for at, (start, end) in enumerate(spans):
            masks[at, start:end] = 0
        logits, *states = self._session.run(
            ["logits", *self.names.values()], {"x": vectors, "masks": masks, "told": np.array([told])}
        )
        found = {ours: each.astype(np.float16) for ours, each in zip(self.names, states, strict=True)}
        return Lesson(one, labelled, logits, found)


def together(items: Sequence[Labelled], dice: random.Random) -> Labelled:
    """Acts of two messages as one, beside what stood around a third."""
    first = dice.choice(items)
    same = [dice.choice(items) for _ in range(40)]
    second, third = ([*(one for one in same[half::2] if one.lang == first.lang), first][0] for half in (0, 1))
    acts = (*first.acts, *second.acts) if dice.random() < BOTH else first.acts
    sells, attendee, learner = (
        "" if dice.random() < ALONE else text for text in (third.sells, third.attendee, third.learner)
    )
    return replace(first, writer=UNLABELLED, acts=acts, sells=sells, attendee=attendee, learner=learner)


def asked(items: Sequence[Labelled]) -> list[Labelled]:
    """What the shipped attendees are asked, beside what stood around other messages."""
    dice = random.Random(SEED)
    by_lang = {lang: [item for item in items if item.lang == lang.value] for lang in Language}
    found = []
    for scenario in App(Settings()).scenarios.values():
        for lang in Language:
            for text in sorted({text for its in questions(scenario, lang).values() for text in its}):
                acts = tuple(Act(piece, frozenset()) for piece in _SENTENCE.split(text) if piece.strip())
                found.append(replace(dice.choice(by_lang[lang]), writer=UNLABELLED, acts=acts))
    return dice.sample(found, min(ASKED, len(found)))


def fewer(items: Sequence[Labelled], writers: set[str]) -> list[Labelled]:
    """What those writers wrote and the decided cases several times over, and some of everything else."""
    wanted = [item for item in items if item.writer in {*writers, "conventions"}]
    others = [item for item in items if item.writer not in {*writers, "conventions"}]
    return wanted * AGAIN + random.Random(SEED_ON).sample(others, round(FEWER * len(others)))


def learnt(teacher: Tuned, folder: Path) -> Tuned:
    """The network that learns, as it stands in that folder."""
    found = pupil(teacher)
    with np.load(folder / "tables.npz", allow_pickle=False) as tables:
        around = {"places": torch.tensor(tables["places"]), "parts.weight": torch.tensor(tables["parts"])}
    kind = {"kind": torch.zeros_like(found.kind)}  # the tables hold places and kind as one
    found.load_state_dict(found.state_dict() | weights_of(folder / "encoder.onnx") | around | kind)
    return found


def pupil(teacher: Tuned) -> Tuned:
    """The network that learns, begun with layers of the teacher."""
    found = copy.deepcopy(teacher)
    found.layers = nn.ModuleList([copy.deepcopy(teacher.layers[number]) for number in LAYERS])
    found.alone_from = ALONE_FROM
    for module in found.modules():
        if isinstance(module, nn.Dropout):
            module.p = 0.0
    return found


def batches(lessons: Sequence[Lesson], dice: random.Random) -> Iterator[list[Lesson]]:
    """All lessons once, in drawn order, those of like length together."""
    order = list(range(len(lessons)))
    dice.shuffle(order)
    for start in range(0, len(order), 20 * MESSAGES):
        near = sorted(order[start : start + 20 * MESSAGES], key=lambda at: len(lessons[at].example.numbers))
        groups = [near[at : at + MESSAGES] for at in range(0, len(near), MESSAGES)]
        dice.shuffle(groups)
        for group in groups:
            yield [lessons[at] for at in group]


def padded(lessons: Sequence[Lesson], layer: int, length: int) -> tuple[Tensor, Tensor]:
    """The teacher's states for that layer, and which of them there are."""
    states = torch.zeros(len(lessons), length, lessons[0].states[layer].shape[1])
    there = torch.zeros(len(lessons), length)
    for at, one in enumerate(lessons):
        its = one.states[layer][:length]
        states[at, : len(its)] = torch.tensor(its.astype(np.float32))
        there[at, : len(its)] = 1
    return states, there


def missed(network: Tuned, lessons: Sequence[Lesson]) -> tuple[Tensor, Tensor]:
    """How far the network is from what the lessons say: of logits and labels, and of states."""
    numbers, parts, seen, masks, wanted, counts = batch([one.example for one in lessons])
    counts = torch.where((counts > 0) & (counts < 1), ACT, counts)
    kept: dict[int, Tensor] = {}
    with torch.autocast("cpu", torch.bfloat16):
        logits = network(numbers, parts, seen, masks, kept).float()
    taught = torch.zeros_like(logits)
    labelled = torch.zeros(len(lessons), 1, 1)
    for at, one in enumerate(lessons):
        taught[at, : len(one.logits)] = torch.tensor(one.logits)
        labelled[at] = float(one.labelled)
    soft = functional.binary_cross_entropy_with_logits(logits, taught.sigmoid(), reduction="none")
    soft = soft + 0.02 * (logits.clamp(-8, 8) - taught.clamp(-8, 8)).square()
    hard = functional.binary_cross_entropy_with_logits(logits, wanted, reduction="none")
    said = ((soft + HARD * labelled * hard).sum(-1) * counts).sum() / len(lessons)
    states = torch.zeros(())
    for layer in MATCHED:
        its, there = padded(lessons, layer, kept[layer].shape[1])
        far = (kept[layer].float() - its).square().mean(-1)
        spread = its.square().mean(-1).clamp(min=1e-3)
        states = states + (far / spread * there).sum() / there.sum()
    return said, states


def taught(network: Tuned, lessons: Sequence[Lesson], epochs: int, rate: float, unfinished: Path) -> Tuned:
    """The network after its lessons: the mean of its last weights."""
    dice = random.Random(SEED)
    weights = [each for each in network.parameters() if each.requires_grad]
    optimizer = torch.optim.AdamW(weights, lr=rate, weight_decay=0.01)
    steps = epochs * -(-len(lessons) // MESSAGES)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / WARMING) * max(LEAST, 1 - step / steps)
    )
    mean = [each.detach().clone() for each in weights]
    step, began = 0, time.monotonic()
    sums = [0.0, 0.0]
    network.train()
    for epoch in range(epochs):
        for group in batches(lessons, dice):
            said, states = missed(network, group)
            optimizer.zero_grad()
            (said + STATES * states).backward()
            nn.utils.clip_grad_norm_(weights, CLIPPED)
            optimizer.step()
            schedule.step()
            step += 1
            share = min(MEAN, (1 + step) / (10 + step))
            with torch.no_grad():
                for kept, now in zip(mean, weights, strict=True):
                    kept.lerp_(now, 1 - share)
            sums = [sums[0] + said.item(), sums[1] + states.item()]
            if step % 100 == 0:
                passed = time.monotonic() - began
                print(f"step {step} of {steps}: {sums[0] / 100:.3f} {sums[1] / 100:.4f}, {passed:.0f} s", flush=True)
                sums = [0.0, 0.0]
        torch.save(mean, unfinished)
        print(f"epoch {epoch + 1}", flush=True)
    with torch.no_grad():
        for kept, now in zip(mean, weights, strict=True):
            now.copy_(kept)
    network.eval()
    return network


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("of", type=Path)
    parser.add_argument("into", type=Path)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--on", type=Path)
    parser.add_argument("--again", default="")
    given = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(given.threads)
    card = json.loads((given.of / "card.json").read_text(encoding="utf-8"))
    names = [name for name in card["trained_on"] if (CORPUS / f"{name}.jsonl").is_file()]
    items = corpus(names) + conventions()
    dice = random.Random(SEED_ON if given.on else SEED)
    origin = Origin()
    whole, numbers = begun(given.of, origin)
    subwords = origin.subwords(numbers)
    frame = (numbers.index(origin.begin), numbers.index(origin.end))
    every = [*items, *(together(items, dice) for _ in range(TOGETHER)), *asked(items)]
    if given.on:
        every = fewer(every, set(given.again.split(",")))
    teacher = Teacher(given.of, given.threads)
    began = time.monotonic()
    lessons = [
        teacher.lesson(example(item, subwords, frame, typing(dice)), item.writer != UNLABELLED) for item in every
    ]
    print(f"{len(lessons)} lessons, {time.monotonic() - began:.0f} s", flush=True)
    given.into.mkdir(parents=True, exist_ok=True)
    unfinished = given.into / "unfinished.pt"
    begins, rate = (learnt(whole, given.on), GENTLY * RATE) if given.on else (pupil(whole), RATE)
    network = taught(begins, lessons, given.epochs, rate, unfinished)
    recipe: dict[str, object] = {
        "origin": card["origin"],
        "trained_on": card["trained_on"],
        "messages": card["messages"],
        "lessons": len(lessons),
        "layers": LAYERS,
        "epochs": given.epochs,
        "seed": SEED,
        "made_by": shlex.join(["python", "-m", "benchmarks.encoder.smaller", "OF", "INTO", *sys.argv[3:]]),
        "taught_by": card,
    }
    if given.on:
        recipe["on"] = json.loads((given.on / "card.json").read_text(encoding="utf-8"))
    export(network, origin, numbers, recipe, given.into)
    unfinished.unlink()


if __name__ == "__main__":
    main()
