"""`python -m training` is the training command."""

from training.train import main

main()
