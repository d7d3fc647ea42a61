//! Circles in a graph.

/// For each node the number of the circle (strongly connected component) it is part of; `None` where
/// it is part of none. Two sweeps (Kosaraju), without recursion: documents choose the depth.
pub(super) fn circles(edges: &[Vec<usize>]) -> Vec<Option<usize>> {
    let order = leaving_order(edges);
    let mut backwards = vec![Vec::new(); edges.len()];
    for (from, targets) in edges.iter().enumerate() {
        targets.iter().for_each(|to| backwards[*to].push(from));
    }
    let mut component = vec![None; edges.len()];
    for root in order.into_iter().rev() {
        let mut open = vec![root];
        while let Some(node) = open.pop() {
            if component[node].is_none() {
                component[node] = Some(root);
                open.extend(&backwards[node]);
            }
        }
    }
    let mut size = vec![0; edges.len()];
    component
        .iter()
        .flatten()
        .for_each(|root: &usize| size[*root] += 1);
    let is_circle = |node: usize, root: usize| size[root] > 1 || edges[node].contains(&node);
    component
        .iter()
        .enumerate()
        .map(|(node, root)| root.filter(|root| is_circle(node, *root)))
        .collect()
}

/// The nodes in the order in which a depth-first walk leaves them.
fn leaving_order(edges: &[Vec<usize>]) -> Vec<usize> {
    let (mut seen, mut order) = (vec![false; edges.len()], Vec::with_capacity(edges.len()));
    for root in 0..edges.len() {
        let mut stack = Vec::new();
        if !std::mem::replace(&mut seen[root], true) {
            stack.push((root, 0));
        }
        while let Some((node, next)) = stack.last_mut() {
            match edges[*node].get(*next) {
                Some(target) => {
                    *next += 1;
                    if !std::mem::replace(&mut seen[*target], true) {
                        stack.push((*target, 0));
                    }
                }
                None => {
                    order.push(*node);
                    stack.pop();
                }
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_circles() {
        // 0 -> 1 -> 2 -> 1, 3 -> 3, 4
        let found = circles(&[vec![1], vec![2], vec![1], vec![3], vec![]]);
        assert_eq!(found[0], None);
        assert!(found[1].is_some() && found[1] == found[2]);
        assert!(found[3].is_some() && found[3] != found[1]);
        assert_eq!(found[4], None);
    }
}
