"""Training by several processes that share the weights.

Each worker takes the next batch, computes its gradient on one thread and applies
it under a lock (Recht et al. 2011, "Hogwild!", with a lock). A busy machine then
slows one worker and not all, which threads that wait for each other at every
product do not manage. Two runs with several workers are alike but not bit for bit
the same; with one worker they are the same.
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
        self.mean = [p.detach().clone().share_memory_() for p in m.parameters()]
        self.meant = context.Value("i", 0)
        self.lock, self.next, self.total = context.Lock(), context.Value("i", 0), context.Value("d", 0.0)
        self.batches = context.Value("i", 1)

    def take(self):
        """The number of the next batch of the epoch."""
        with self.next.get_lock():
            self.next.value += 1
            return self.next.value - 1

    def step(self, loss, rate, mean=0):
        """Follows the gradient of loss; rate is the share of the peak learning rate; mean > 0 takes the weights into
        their running mean, over about so many steps (Polyak and Juditsky 1992)."""
        self.opt.zero_grad()
        loss.backward()
        with self.lock:
            nn.utils.clip_grad_norm_(self.m.parameters(), 2.0)
            for g, peak in zip(self.opt.param_groups, self.peak):
                g["lr"] = peak * rate
            self.opt.step()
            if mean:
                self.meant.value = min(self.meant.value + 1, mean)
                torch._foreach_lerp_(self.mean, [p.detach() for p in self.m.parameters()], 1 / self.meant.value)
            self.total.value += loss.item()

    def settle(self):
        """Puts the running mean in the place of the weights, if there is one."""
        if self.meant.value:
            with torch.no_grad():
                for p, mean in zip(self.m.parameters(), self.mean):
                    p.copy_(mean)

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
