//! A real extract, small: `tests/fixtures/osm/README.md`.

use redmap::domain::LonLat;
use redmap::engine::network::{Basis, Mode, Network, build};
use redmap::i18n::{Lang, directions};
use redmap::osm::{Extract, streets};

const BYTES: &[u8] = include_bytes!("../fixtures/osm/suburb.osm.pbf");

fn built() -> redmap::engine::network::Built {
    build(&streets(&Extract::new(BYTES).expect("an extract")).expect("streets")).expect("a network")
}

#[test]
fn has_the_size_it_had() {
    let built = built();
    let size = built.network.stats();
    let open = Mode::ALL.map(|mode| built.network.metres_for(mode));
    assert_eq!((size.nodes, size.edges, size.metres, size.names), (506, 654, 61_675, 97));
    assert_eq!((open, built.left_out_m), ([58_695, 55_825, 41_619], 4_051));
    let bytes = built.network.write();
    assert!(bytes.len() < 40_000, "{} bytes", bytes.len());
    assert!(Network::parse(&bytes).expect("a network").write() == bytes);
}

#[test]
fn walks_along_named_streets() {
    let (from, to) = (LonLat::clamped(26.95, 60.53), LonLat::clamped(26.96, 60.53));
    let leg = built().network.path(from, to, Mode::Walk);
    assert_eq!(leg.basis, Basis::Streets);
    let words = leg.steps.iter().map(|s| directions::step(s, leg.estimate(), Lang::En));
    let expected = [
        "Along the path to the west, 520 m",
        "Turn left, along Hurukselantie to the south, 280 m",
        "Half left, along the path to the east, 120 m",
        "Straight on along Ristikalliontie to the northeast, 620 m",
        "Turn right, along Mäyränkatu to the southeast, 300 m",
        "Turn left, along the path to the east, 170 m",
        "Turn left, along Pilkkimiehentie to the northeast, 160 m",
        "Straight on along Ahvenentie to the northeast, 120 m",
        "Leave Ahvenentie and go northwest, 60 m",
    ];
    assert_eq!(words.collect::<Vec<_>>(), expected);
}
