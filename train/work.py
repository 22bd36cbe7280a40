"""Training by several processes that share the weights.

Each worker takes the next batch, computes its gradient on one thread and applies
it under a lock (Recht et al. 2011, "Hogwild!", with a lock). A busy machine then
slows one worker and not all, which threads that wait for each other at every
product do not manage. Two runs are alike but not bit for bit the same.
"""

import torch
import torch.nn as nn


class Work:
    """What the workers share: weights, moments of the optimizer, the place in the epoch."""

    def __init__(self, m, groups, betas, context):
        """groups are those of AdamW, each with its peak learning rate."""
        self.m, self.context = m.share_memory(), context
        self.opt = torch.optim.AdamW(groups, betas=betas, fused=True)
        self.peak = [g["lr"] for g in self.opt.param_groups]
        for g in self.opt.param_groups:
            for p in g["params"]:
                self.opt.state[p] = {"step": torch.zeros(()).share_memory_(), "exp_avg": torch.zeros_like(p).share_memory_(),
                                     "exp_avg_sq": torch.zeros_like(p).share_memory_()}
        self.lock, self.next, self.total = context.Lock(), context.Value("i", 0), context.Value("d", 0.0)
        self.batches = context.Value("i", 1)

    def take(self):
        """The number of the next batch of the epoch."""
        with self.next.get_lock():
            self.next.value += 1
            return self.next.value - 1

    def step(self, loss, rate):
        """Follows the gradient of loss; rate is the share of the peak learning rate."""
        self.opt.zero_grad()
        loss.backward()
        with self.lock:
            nn.utils.clip_grad_norm_(self.m.parameters(), 2.0)
            for g, peak in zip(self.opt.param_groups, self.peak):
                g["lr"] = peak * rate
            self.opt.step()
            self.total.value += loss.item()

    def epoch(self, target, args, workers):
        """Runs target(self, *args, who) in each worker; returns the mean loss of a batch."""
        self.next.value, self.total.value = 0, 0.0
        ps = [self.context.Process(target=target, args=(self, *args, who)) for who in range(workers)]
        for p in ps:
            p.start()
        for p in ps:
            p.join()
            if p.exitcode:
                raise SystemExit(f"a worker ended with {p.exitcode}")
        return self.total.value / self.batches.value
