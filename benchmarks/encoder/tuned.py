"""The network that is tuned: the encoder's layers, and a head with one attention and one judgement per move.

A move is found where its own query attends most (label-wise attention, Mullenbach et al. 2018), over the whole message
or over one act of it: the same pass tells what the message does and which words do it.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from benchmarks.encoder.origin import Origin
from coaching.moves import Move

PARTS = 5  # frame, message, what the learner sells, the attendee's line, the learner's line
PLACES = 200  # the longest input: message and what stands beside it
MOVES = len(Move)
RARE = -2.5  # the logit a move begins with: most messages don't make it
OUTSIDE = -1e4


class Layer(nn.Module):
    """One layer of the transformer, begun with the origin's weights."""

    def __init__(self, origin: Origin, number: int, dropout: float) -> None:
        super().__init__()
        width, inner, self.heads = origin.width, origin.inner, origin.heads
        names = {"q": width, "k": width, "v": width, "ao": width, "fi": inner, "fo": width}
        for name, size in names.items():
            self.add_module(name, _linear(origin, f"l{number}.{name}", size))
        self.aln, self.oln = (_norm(origin, f"l{number}.{name}") for name in ("aln", "oln"))
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, seen: Tensor, told: int | None = None) -> Tensor:
        """The states after this layer, of the first `told` places; `seen` says which may be attended to."""
        several, _, width = states.shape
        query, key, value = (
            layer(asked).view(several, -1, self.heads, width // self.heads).transpose(1, 2)
            for layer, asked in ((self.q, states[:, :told]), (self.k, states), (self.v, states))
        )
        attended = functional.scaled_dot_product_attention(query, key, value, attn_mask=seen)
        attended = attended.transpose(1, 2).reshape(several, -1, width)
        states = states[:, :told]
        states = self.aln(states + self.dropout(self.ao(attended)))
        return self.oln(states + self.dropout(self.fo(functional.gelu(self.fi(states)))))


class Tuned(nn.Module):
    """The encoder and its head."""

    def __init__(self, origin: Origin, kept: list[int], dropout: float = 0.1) -> None:
        super().__init__()
        width = origin.width
        words = torch.tensor(origin.tensor("emb.word").reshape(-1, width)[kept])
        self.words = nn.Embedding.from_pretrained(words, freeze=True)
        self.places = nn.Parameter(torch.tensor(origin.tensor("emb.pos").reshape(-1, width)[:PLACES]))
        self.kind = nn.Parameter(torch.tensor(origin.tensor("emb.type").reshape(-1, width)[0]))
        self.norm = _norm(origin, "emb.ln")
        self.layers = nn.ModuleList([Layer(origin, number, dropout) for number in range(origin.layers)])
        self.alone_from: int | None = None  # the layer from which only the message is carried
        self.parts = nn.Embedding(PARTS, width)
        nn.init.zeros_(self.parts.weight)
        self.attends = nn.Parameter(torch.randn(MOVES, width) * 0.02)
        self.judges = nn.Parameter(torch.randn(MOVES, width) * 0.02)
        self.bias = nn.Parameter(torch.full((MOVES,), RARE))
        self.dropout = nn.Dropout(1.5 * dropout)

    def forward(
        self, numbers: Tensor, parts: Tensor, seen: Tensor, masks: Tensor, kept: dict[int, Tensor] | None = None
    ) -> Tensor:
        """Logits (messages, looks, moves); `masks` (messages, looks, places) says what each look sees.

        The states after each layer are put into `kept`, by its number.
        """
        states = self.norm(self.words(numbers) + self.places[: numbers.shape[1]] + self.kind + self.parts(parts))
        places = torch.arange(masks.shape[2])
        ends = torch.where(masks[:, 0], places + 1, 0).amax(1)  # of each message
        told = int(ends.max())
        for number, layer in enumerate(self.layers):
            states = layer(states, seen[:, None, None, :], told if number == self.alone_from else None)
            if number == self.alone_from:
                seen, masks = places[:told] < ends[:, None], masks[:, :, :told]
            if kept is not None:
                kept[number] = states
        states = self.dropout(states.float())
        attends = torch.einsum("bth,lh->blt", states, self.attends)
        judges = torch.einsum("bth,lh->blt", states, self.judges)
        share = attends[:, None].masked_fill(~masks[:, :, None], OUTSIDE).softmax(-1)
        logits: Tensor = (share * judges[:, None]).sum(-1) + self.bias
        return logits


def _linear(origin: Origin, name: str, size: int) -> nn.Linear:
    weight = torch.tensor(origin.matrix(f"{name}.w", size))
    linear = nn.Linear(weight.shape[1], size)
    linear.weight.data = weight
    linear.bias.data = torch.tensor(origin.tensor(f"{name}.b"))
    return linear


def _norm(origin: Origin, name: str) -> nn.LayerNorm:
    norm = nn.LayerNorm(origin.width, eps=origin.epsilon)
    norm.weight.data = torch.tensor(origin.tensor(f"{name}.w"))
    norm.bias.data = torch.tensor(origin.tensor(f"{name}.b"))
    return norm
