"""Reviewing what the software read: what to look at first, in batches; who decided; how far people agree."""

from truceline.record.batches import Batch, Item, ItemState, Settled, batch, batches
from truceline.review.queue import Queue, make_batch, queue, sources_of

__all__ = ["Batch", "Item", "ItemState", "Queue", "Settled", "batch", "batches", "make_batch", "queue", "sources_of"]
