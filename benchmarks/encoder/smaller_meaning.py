"""Teaches a network of half the layers to tell what texts mean as the whole one does, and writes it.

    python -m benchmarks.encoder.smaller_meaning OF INTO [--epochs 3] [--threads 2]

OF is the folder of the artefact that teaches, of `benchmarks.encoder.likeness`; INTO gets the smaller network. Layers
of the teacher are taken over (Sanh et al. 2019) and learn to give every text the direction it gives, and every two
texts the likeness it finds (Park et al. 2019): over what attendees are asked and what learners say, as written and as
typed in a hurry. How much each comparison then counts is printed, and written down by hand in
`coaching/understanding/retrieval.py`. Needs `benchmarks/encoder/requirements.txt`; an hour on two cores.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import shlex
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional

from benchmarks.encoder.artefact import weights_of
from benchmarks.encoder.examples import CORPUS, corpus, typing
from benchmarks.encoder.known import texts, write_directions
from benchmarks.encoder.likeness import COMPARED, directions_of, learned_likeness, rooms
from benchmarks.encoder.meaning import write_network
from benchmarks.encoder.origin import Origin
from benchmarks.encoder.tuned import Tuned
from coaching.encoder import FOLDER
from coaching.encoder.meaning import MOST
from coaching.encoder.vectors import Vectors, read_vectors

SEED = 12
LAYERS = (0, 2, 4, 7, 9, 11)  # the teacher's that are taken over
MATCHED = {2: 4, 5: 11}  # layers whose states learn to be as a layer's of the teacher
RATE, WARMING, LEAST, CLIPPED, MEAN = 3e-4, 150, 0.01, 1.0, 0.998
TEXTS = 64  # a step
DIRECTION, LIKENESS, STATES = 5.0, 20.0, 1.0  # what each counts
_SENTENCE = re.compile(r"(?<=[.?!…])\s+")


@dataclass(frozen=True)
class Lesson:
    """A text, by its subwords, and what the teacher makes of it."""

    numbers: tuple[int, ...]
    direction: NDArray[np.float32]
    states: dict[int, NDArray[np.float16]]  # by the learner's layer


class Pupil(nn.Module):
    """The network that learns: layers, and the map after them."""

    def __init__(self, folder: Path, origin: Origin, vectors: Vectors) -> None:
        super().__init__()
        path = folder / "meaning.onnx"
        constants = {one.name: numpy_helper.to_array(one) for one in onnx.load(str(path)).graph.initializer}
        self.network = Tuned(origin, [origin.begin, origin.end, origin.unknown], dropout=0.0)
        self.network.load_state_dict({**self.network.state_dict(), **weights_of(path)})
        self.network.layers = nn.ModuleList([self.network.layers[number] for number in LAYERS])
        self.middle = torch.tensor(constants["middle"][0])
        self.map = nn.Parameter(torch.tensor(np.ascontiguousarray(constants["map"].T)))
        self.frame = len(vectors.frame)

    def forward(self, inputs: Tensor, lengths: Tensor, kept: dict[int, Tensor]) -> Tensor:
        """The direction of each text; the states after each layer are put into `kept`."""
        places = torch.arange(inputs.shape[1])
        seen = places < lengths[:, None]
        said = (seen & (places >= self.frame) & (places < lengths[:, None] - 1))[..., None].float()
        with torch.autocast("cpu", torch.bfloat16):
            states = self.network.norm(inputs)
            for number, layer in enumerate(self.network.layers):
                states = kept[number] = layer(states, seen[:, None, None, :])
        unit = functional.normalize((states.float() * said).sum(1) / said.sum(1), dim=-1)
        return functional.normalize((unit - self.middle) @ self.map.T, dim=-1)


class Teacher:
    """The whole network, asked for its states too."""

    def __init__(self, folder: Path, threads: int) -> None:
        model = onnx.load(str(folder / "meaning.onnx"))
        ends = [node.output[0] for node in model.graph.node if node.op_type == "LayerNormalization"][2::2]
        self._names = {ours: ends[its] for ours, its in MATCHED.items()}
        for name in self._names.values():
            model.graph.output.append(onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self._session = onnxruntime.InferenceSession(model.SerializeToString(), options)

    def lesson(self, numbers: tuple[int, ...], inputs: NDArray[np.float32]) -> Lesson:
        """What it makes of the text."""
        found, *states = self._session.run(["meaning", *self._names.values()], {"x": inputs})
        its = {ours: each.astype(np.float16) for ours, each in zip(self._names, states, strict=True)}
        return Lesson(numbers, found / np.linalg.norm(found), its)


def said() -> list[str]:
    """What attendees are asked, what learners say, and each sentence of it: as written, and half of it as typed."""
    dice = random.Random(SEED)
    names = [path.stem for path in sorted(CORPUS.glob("w*.jsonl"))]
    messages = [" ".join(act.text for act in item.acts) for item in corpus(names)]
    found = [*texts(), *messages, *(piece for text in messages for piece in _SENTENCE.split(text))]
    typed = [typing(dice)(text) for text in found]
    return sorted({text for text in (*found, *typed) if text.strip()})


def batches(lessons: Sequence[Lesson], dice: random.Random) -> Iterator[list[Lesson]]:
    """All lessons once, in drawn order, those of like length together."""
    order = list(range(len(lessons)))
    dice.shuffle(order)
    for start in range(0, len(order), 20 * TEXTS):
        near = sorted(order[start : start + 20 * TEXTS], key=lambda at: len(lessons[at].numbers))
        groups = [near[at : at + TEXTS] for at in range(0, len(near), TEXTS)]
        dice.shuffle(groups)
        for group in groups:
            yield [lessons[at] for at in group]


def missed(pupil: Pupil, lessons: Sequence[Lesson], vectors: Vectors, places: NDArray[np.float32]) -> list[Tensor]:
    """How far the network is from what the lessons say: of directions, of likeness, of states."""
    lengths = torch.tensor([len(one.numbers) for one in lessons])
    longest = int(lengths.max())
    inputs = torch.zeros(len(lessons), longest, places.shape[1])
    for at, one in enumerate(lessons):
        inputs[at, : len(one.numbers)] = torch.tensor(vectors.of(one.numbers) + places[: len(one.numbers)])
    kept: dict[int, Tensor] = {}
    found = pupil(inputs, lengths, kept)
    wanted = torch.tensor(np.stack([one.direction for one in lessons]))
    direction = 1 - (found * wanted).sum(1).mean()
    likeness = (found @ found.T - wanted @ wanted.T).square().mean()
    states = torch.zeros(())
    there = (torch.arange(longest) < lengths[:, None]).float()
    for layer in MATCHED:
        its = torch.zeros(len(lessons), longest, places.shape[1])
        for at, one in enumerate(lessons):
            its[at, : len(one.numbers)] = torch.tensor(one.states[layer].astype(np.float32))
        far = (kept[layer].float() - its).square().mean(-1) / its.square().mean(-1).clamp(min=1e-3)
        states = states + (far * there).sum() / there.sum()
    return [DIRECTION * direction, LIKENESS * likeness, STATES * states]


def taught(
    pupil: Pupil, lessons: Sequence[Lesson], vectors: Vectors, places: NDArray[np.float32], epochs: int, left: Path
) -> None:
    """Teach the network in place; after each epoch the mean of its last weights is left in a file."""
    dice = random.Random(SEED)
    still = (pupil.network.words, pupil.network.parts)
    for module in still:
        module.requires_grad_(False)
    for one in (pupil.network.places, pupil.network.kind, pupil.network.attends, pupil.network.judges):
        one.requires_grad = False
    pupil.network.bias.requires_grad = False
    weights = [each for each in pupil.parameters() if each.requires_grad]
    optimizer = torch.optim.AdamW(weights, lr=RATE, weight_decay=0.01)
    steps = epochs * -(-len(lessons) // TEXTS)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / WARMING) * max(LEAST, 1 - step / steps)
    )
    mean = [each.detach().clone() for each in weights]
    step, began, sums = 0, time.monotonic(), np.zeros(3)
    for _ in range(epochs):
        for group in batches(lessons, dice):
            losses = missed(pupil, group, vectors, places)
            optimizer.zero_grad()
            torch.stack(losses).sum().backward()
            nn.utils.clip_grad_norm_(weights, CLIPPED)
            optimizer.step()
            schedule.step()
            step += 1
            share = min(MEAN, (1 + step) / (10 + step))
            with torch.no_grad():
                for kept, now in zip(mean, weights, strict=True):
                    kept.lerp_(now, 1 - share)
            sums += [one.item() for one in losses]
            if step % 100 == 0:
                print(f"step {step} of {steps}: {sums / 100}, {time.monotonic() - began:.0f} s", flush=True)
                sums = np.zeros(3)
        torch.save(mean, left)
    with torch.no_grad():
        for kept, now in zip(mean, weights, strict=True):
            now.copy_(kept)


def weigh_anew(folder: Path) -> None:
    """Write what attendees are asked with beside the network in that folder; print how much each comparison counts."""
    every = texts()
    mapped = directions_of(every, folder)
    write_directions(folder, every, mapped)
    seen = torch.tensor(mapped)
    weights = learned_likeness(rooms({text: at for at, text in enumerate(every)}, seen), seen)
    print(", ".join(f"{name}={value:.2f}" for name, value in zip(COMPARED, weights, strict=True)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("of", type=Path)
    parser.add_argument("into", type=Path)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(given.threads)
    vectors = read_vectors(FOLDER)
    with np.load(given.of / "meanings.npz", allow_pickle=False) as tables:
        places = tables["places"]
    teacher, began = Teacher(given.of, given.threads), time.monotonic()
    lessons = []
    for text in said():
        numbers = (*vectors.frame, *(vectors.subwords.of(text, MOST) or (vectors.end,)), vectors.end)
        lessons.append(teacher.lesson(numbers, vectors.of(numbers) + places[: len(numbers)]))
    print(f"{len(lessons)} lessons, {time.monotonic() - began:.0f} s", flush=True)
    given.into.mkdir(parents=True, exist_ok=True)
    pupil = Pupil(given.of, Origin(), vectors)
    taught(pupil, lessons, vectors, places, given.epochs, given.into / "unfinished.pt")
    write_network(pupil.network.eval(), pupil.map.detach().numpy(), pupil.middle.numpy(), given.into)
    weigh_anew(given.into)
    card = {
        **json.loads((given.of / "meaning.json").read_text(encoding="utf-8")),
        "made_by": shlex.join(["python", "-m", "benchmarks.encoder.smaller_meaning", "OF", "INTO", *sys.argv[3:]]),
        "taught_by": json.loads((given.of / "meaning.json").read_text(encoding="utf-8")),
        "lessons": len(lessons),
        "layers": LAYERS,
        "files": {"meaning.onnx": hashlib.sha256((given.into / "meaning.onnx").read_bytes()).hexdigest()},
    }
    (given.into / "meaning.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    (given.into / "unfinished.pt").unlink()


if __name__ == "__main__":
    main()
