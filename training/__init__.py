"""Training of the analyser's network: data, network, losses, evaluation, export."""
