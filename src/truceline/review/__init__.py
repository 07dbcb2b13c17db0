"""What a person should look at first, and the batches that they go through."""

from truceline.record.batches import Batch, Item, ItemState, Settled, batch, batches
from truceline.review.queue import Queue, make_batch, queue, sources_of

__all__ = ["Batch", "Item", "ItemState", "Queue", "Settled", "batch", "batches", "make_batch", "queue", "sources_of"]
