//! Sorting through one compiled routine.
//!
//! The standard sort is compiled anew for every type and comparison, about 5 KB each in the browser's
//! download; the lists here are short, so a sort of indices through a function pointer costs nothing felt.

use std::cmp::Ordering;

/// Sorts a list, keeping the order of equals.
pub fn sort_by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let order = indices(items.len(), &|a, b| compare(&items[a], &items[b]));
    let mut slots: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(order.into_iter().filter_map(|i| slots[i].take()));
}

/// Sorts a list by a key, keeping the order of equals.
pub fn sort_by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// `0..n` in the order a comparison of indices asks for, equals as they come.
#[must_use]
pub fn indices(n: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&a, &b| compare(a, b));
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_like_the_standard_sort(mut items in prop::collection::vec((0_u8..9, any::<u16>()), 0..80)) {
            let mut expected = items.clone();
            expected.sort_by_key(|i| i.0);
            sort_by_key(&mut items, |i| i.0);
            prop_assert_eq!(items, expected);
        }
    }
}
