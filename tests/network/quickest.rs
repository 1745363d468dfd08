//! Matrices and ways against the textbook.

use crate::plain::{Numbers, gaps, milliseconds};
use crate::{city, default};
use redmap::engine::network::{Basis, Mode, Network};

/// Pairs of stops whose way follows streets, checked one by one; the number checked.
fn agrees(
    network: &Network,
    mode: Mode,
    stops: usize,
    numbers: &mut Numbers,
    at: [f64; 4],
) -> usize {
    let stops: Vec<_> = (0..stops).map(|_| numbers.within(at[0], at[1], at[2], at[3])).collect();
    let matrix = network.matrix(&stops, mode);
    let mut checked = 0;
    for (i, &from) in stops.iter().enumerate() {
        for (j, &to) in stops.iter().enumerate().filter(|&(j, _)| j != i) {
            let cell = matrix.index(i, j).expect("a cell");
            let leg = network.path(from, to, mode);
            let found = (matrix.seconds[cell], matrix.metres[cell], matrix.basis[cell]);
            assert_eq!(found.2, leg.basis, "{from:?} {to:?}");
            assert_eq!(found.0, leg.seconds, "{from:?} {to:?}");
            if mode != Mode::Drive || !leg.basis.is_straight() {
                // Two ways may take the same time and not the same length; by car alone.
                let apart = found.1.abs_diff(leg.metres);
                assert!(apart == 0 || mode == Mode::Drive, "{from:?} {to:?}");
            }
            if leg.basis.is_straight() {
                continue;
            }
            let (a, b) = (network.snap(from, mode), network.snap(to, mode));
            let (a, b) = (a.expect("a street"), b.expect("a street"));
            let ms = milliseconds(network, mode, &a, &b).expect("a way");
            assert_eq!(leg.seconds, (ms + gaps(mode, &a, &b) + 500) / 1000, "{from:?} {to:?}");
            checked += 1;
        }
    }
    checked
}

#[test]
fn a_thousand_pairs_of_the_district_equal_the_textbook() {
    let (network, mut numbers) = (default::network(), Numbers(4));
    let mut checked = 0;
    for mode in Mode::ALL {
        checked += agrees(&network, mode, 20, &mut numbers, [113.61, 34.745, 0.12, 0.1]);
    }
    assert!(checked >= 1_000, "{checked}");
}

#[test]
fn a_thousand_pairs_of_made_up_cities_equal_the_textbook() {
    let mut checked = 0;
    for (seed, mode) in (11..).zip(Mode::ALL) {
        let (network, mut numbers) = (city::network(20, seed), Numbers(seed));
        checked += agrees(&network, mode, 20, &mut numbers, [113.6, 34.7, 0.02, 0.02]);
    }
    assert!(checked >= 1_000, "{checked}");
}

#[test]
fn every_pair_of_a_built_network_is_connected() {
    let network = city::network(15, 3);
    let mut numbers = Numbers(8);
    for mode in Mode::ALL {
        let stops: Vec<_> = (0..40).map(|_| numbers.within(113.6, 34.7, 0.015, 0.015)).collect();
        let matrix = network.matrix(&stops, mode);
        assert!(!matrix.basis.contains(&Basis::NotConnected), "{mode:?}");
    }
}
