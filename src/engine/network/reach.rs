//! The largest part of a network in which everyone can come from everywhere and go everywhere.

/// Arcs grouped by the node they leave: first arc of each node, targets.
pub struct Arcs {
    first: Vec<usize>,
    to: Vec<u32>,
}

impl Arcs {
    /// Arcs between nodes `0..nodes`, from pairs.
    pub fn new(nodes: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let mut first = vec![0; nodes + 1];
        for (from, _) in pairs.clone() {
            first[from as usize] += 1;
        }
        let mut total = 0;
        for slot in &mut first {
            total += *slot;
            *slot = total;
        }
        let mut to = vec![0; total];
        for (from, target) in pairs {
            first[from as usize] -= 1;
            to[first[from as usize]] = target;
        }
        Self { first, to }
    }

    fn of(&self, node: u32) -> &[u32] {
        &self.to[self.first[node as usize]..self.first[node as usize + 1]]
    }
}

/// For each node, whether it lies in the largest strongly connected part; of equal ones the part
/// with the lowest node. By Tarjan (SIAM J. Comput. 1, 1972), without recursion.
pub fn largest(arcs: &Arcs) -> Vec<bool> {
    let nodes = arcs.first.len() - 1;
    let (mut part, mut parts) = (vec![u32::MAX; nodes], Vec::<(usize, u32)>::new());
    let (mut seen, mut low) = (vec![u32::MAX; nodes], vec![0_u32; nodes]);
    let (mut stack, mut calls, mut clock) = (Vec::new(), Vec::<(u32, usize)>::new(), 0);
    for root in 0..u32::try_from(nodes).unwrap_or(u32::MAX) {
        if seen[root as usize] != u32::MAX {
            continue;
        }
        calls.push((root, 0));
        while let Some((node, next)) = calls.pop() {
            let v = node as usize;
            if next == 0 {
                (seen[v], low[v]) = (clock, clock);
                clock += 1;
                stack.push(node);
            }
            if let Some(&to) = arcs.of(node).get(next) {
                calls.push((node, next + 1));
                if seen[to as usize] == u32::MAX {
                    calls.push((to, 0));
                } else if part[to as usize] == u32::MAX {
                    low[v] = low[v].min(seen[to as usize]);
                }
                continue;
            }
            if let Some(&(caller, _)) = calls.last() {
                low[caller as usize] = low[caller as usize].min(low[v]);
            }
            if low[v] == seen[v] {
                let number = u32::try_from(parts.len()).unwrap_or(u32::MAX);
                let (mut size, mut least) = (0, node);
                while let Some(member) = stack.pop() {
                    part[member as usize] = number;
                    (size, least) = (size + 1, least.min(member));
                    if member == node {
                        break;
                    }
                }
                parts.push((size, least));
            }
        }
    }
    let best = (0_u32..).zip(&parts).max_by_key(|(_, p)| (p.0, std::cmp::Reverse(p.1)));
    part.iter().map(|&p| best.is_some_and(|b| b.0 == p)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn reachable(nodes: u32, pairs: &[(u32, u32)], start: u32) -> Vec<bool> {
        let mut seen = vec![false; nodes as usize];
        seen[start as usize] = true;
        for _ in 0..nodes {
            for &(a, b) in pairs {
                seen[b as usize] |= seen[a as usize];
            }
        }
        seen
    }

    proptest! {
        #[test]
        fn is_what_trying_every_pair_finds(pairs in prop::collection::vec((0_u32..12, 0_u32..12), 0..30)) {
            let reach: Vec<_> = (0..12).map(|n| reachable(12, &pairs, n)).collect();
            let together = |a: usize, b: usize| reach[a][b] && reach[b][a];
            let size = |a: usize| (0..12).filter(|&b| together(a, b)).count();
            let best = (0..12).max_by_key(|&a| (size(a), std::cmp::Reverse(a))).unwrap();
            let expected: Vec<_> = (0..12).map(|b| together(best, b)).collect();
            prop_assert_eq!(largest(&Arcs::new(12, pairs.iter().copied())), expected);
        }
    }
}
