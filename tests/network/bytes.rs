//! Damaged, foreign and contradicting files.

use crate::{city, default};
use proptest::prelude::*;
use redmap::domain::LonLat;
use redmap::engine::network::{Mode, Network, NetworkError};

/// FNV-1a: a file with this behind it passes the checksum, so that the body itself is tested.
fn sealed(mut body: Vec<u8>) -> Vec<u8> {
    let sum =
        body.iter().fold(0x811c_9dc5_u32, |h, &b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193));
    body.extend(sum.to_le_bytes());
    body
}

/// Whatever reads as a network must also answer.
fn use_it(network: &Network) {
    let stops = [(113.60, 34.70), (113.605, 34.706), (-180.0, 90.0), (0.0, 0.0)];
    let stops = stops.map(|(lon, lat)| LonLat::clamped(lon, lat));
    for mode in Mode::ALL {
        let matrix = network.matrix(&stops, mode);
        let leg = network.path(stops[0], stops[1], mode);
        assert_eq!(matrix.seconds[1], leg.seconds);
    }
    assert!(Network::parse(&network.write()).expect("a network").write() == network.write());
}

#[test]
fn says_what_is_wrong() {
    let good = city::network(3, 1).write();
    let error = |bytes: &[u8]| Network::parse(bytes).expect_err("an error");
    assert_eq!(error(b""), NetworkError::Foreign);
    assert_eq!(error(b"{\"redmap_base\":1}"), NetworkError::Foreign);
    assert_eq!(error(b"RMNW\x09\x00"), NetworkError::Version(9));
    assert_eq!(error(b"RMNW\x01\x00"), NetworkError::Damaged);
    for cut in 6..good.len() {
        assert_eq!(error(&good[..cut]), NetworkError::Damaged);
    }
    let mut more = good[..good.len() - 4].to_vec();
    more.push(0);
    assert_eq!(error(&sealed(more)), NetworkError::Contradiction("bytes after its end"));
}

#[test]
fn an_empty_network_answers_with_estimates() {
    let empty = sealed(b"RMNW\x01\x00\x00\x00\x00\x00".to_vec());
    let network = Network::parse(&empty).expect("a network");
    use_it(&network);
    let (a, b) = (LonLat::clamped(113.0, 34.0), LonLat::clamped(113.1, 34.0));
    assert!(network.path(a, b, Mode::Walk).estimate());
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(body: Vec<u8>) {
        let mut bytes = b"RMNW\x01\x00".to_vec();
        bytes.extend(body);
        prop_assert_eq!(Network::parse(&bytes[4..]).err(), Some(NetworkError::Foreign));
        if let Ok(network) = Network::parse(&sealed(bytes)) {
            use_it(&network);
        }
    }

    #[test]
    fn changed_bytes_are_read_or_refused(at in 6_usize..1_000, byte: u8, seed in 1_u64..4) {
        let mut bytes = city::network(3, seed).write();
        bytes.truncate(bytes.len() - 4);
        let at = 6 + at % (bytes.len() - 6);
        bytes[at] = byte;
        if let Ok(network) = Network::parse(&sealed(bytes)) {
            use_it(&network);
        }
    }
}

#[test]
fn a_changed_byte_of_the_committed_file_is_noticed() {
    let good = default::network().write();
    for at in (6..good.len()).step_by(97) {
        let mut bytes = good.clone();
        bytes[at] ^= 0x10;
        assert_eq!(Network::parse(&bytes).err(), Some(NetworkError::Damaged), "byte {at}");
    }
}
