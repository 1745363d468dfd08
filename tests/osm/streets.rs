//! Small extracts made here → networks.

use crate::pbf::Writer;
use redmap::domain::LonLat;
use redmap::engine::network::{Basis, Mode, Network, build};
use redmap::osm::{Extract, streets};

pub fn network(bytes: &[u8]) -> Network {
    let draft = streets(&Extract::new(bytes).expect("an extract")).expect("streets");
    build(&draft).expect("a network").network
}

/// A block: four streets around, a footway across, a courtyard behind a private gate.
///
/// ```text
///  4 ──北街── 3      the south side is one-way to the east,
///  │    9    │      5 ┄ 6 is the footway, 8 hangs on 7,
///  5 ┄┄ 7 ┄┄ 6      a bollard stands on 6 – 3 at 10
///  │    8    │
///  1 ──南街→ 2
/// ```
pub fn block() -> Writer {
    let mut w = Writer::default();
    let mut at = |id, x: i64, y: i64, tags: &str| {
        w.node(id, 1_136_000_000 + x, 347_000_000 + y, tags);
    };
    at(1, 0, 0, "");
    at(2, 40_000, 0, "highway=traffic_signals");
    at(3, 40_000, 40_000, "");
    at(4, 0, 40_000, "");
    at(5, 0, 20_000, "");
    at(6, 40_000, 20_000, "");
    at(7, 20_000, 20_000, "barrier=gate access=private");
    at(8, 20_000, 10_000, "");
    at(10, 40_000, 30_000, "barrier=bollard");
    at(20, 90_000, 90_000, "");
    at(21, 99_000, 90_000, "");
    w.way(100, &[1, 2], "highway=residential oneway=yes name=南街")
        .way(101, &[2, 6, 10, 3], "highway=secondary name=东街")
        .way(102, &[3, 4], "highway=residential name=北街")
        .way(103, &[4, 5, 1], "highway=residential name=西街")
        .way(104, &[5, 7, 6], "highway=footway")
        .way(105, &[7, 8], "highway=service")
        .way(106, &[20, 21, 999], "highway=residential name=孤街")
        .way(107, &[1, 3], "building=yes");
    w
}

fn at(x: f64, y: f64) -> LonLat {
    LonLat::clamped(113.6 + x / 1e7, 34.7 + y / 1e7)
}

fn street_names(network: &Network, from: LonLat, to: LonLat, mode: Mode) -> Vec<String> {
    let leg = network.path(from, to, mode);
    assert_eq!(leg.basis, Basis::Streets);
    leg.steps.into_iter().map(|s| s.street).filter(|s| !s.is_empty()).collect()
}

#[test]
fn the_tags_decide_who_goes_where() {
    let network = network(&block().bytes());
    assert!(!network.schematic);
    let names = |from, to, mode| street_names(&network, from, to, mode);
    // On foot, a one-way street is none.
    let (south_west, south_east) = (at(5_000.0, 0.0), at(35_000.0, 0.0));
    assert_eq!(names(south_east, south_west, Mode::Walk), ["南街"]);
    assert_eq!(names(south_west, south_east, Mode::Bike), ["南街"]);
    assert_eq!(names(south_east, south_west, Mode::Bike), ["南街", "东街", "北街", "西街", "南街"]);
    // The gate half-way along the footway is private, so it leads nowhere.
    let (west, east) = (at(0.0, 18_000.0), at(40_000.0, 18_000.0));
    assert_eq!(names(west, east, Mode::Walk), ["西街", "南街", "东街"]);
    // The bollard on the east side lets a bicycle through.
    let (low, high) = (at(40_000.0, 5_000.0), at(40_000.0, 38_000.0));
    assert_eq!(names(low, high, Mode::Bike), ["东街"]);
}

#[test]
fn cars_keep_to_where_they_can_come_back_from() {
    let network = network(&block().bytes());
    // Whoever drives along 南街 ends before the bollard: neither street is for cars, up to there.
    let open = 366 + 445 + 111;
    assert!(
        network.metres_for(Mode::Drive).abs_diff(open) <= 1,
        "{}",
        network.metres_for(Mode::Drive)
    );
    let (west, east) = (at(0.0, 5_000.0), at(40_000.0, 35_000.0));
    assert_eq!(street_names(&network, west, east, Mode::Drive), ["西街", "北街", "东街"]);
}

#[test]
fn has_the_size_it_had() {
    let built =
        build(&streets(&Extract::new(&block().bytes()).expect("an extract")).expect("streets"));
    let built = built.expect("a network");
    let size = built.network.stats();
    assert_eq!((size.nodes, size.edges, size.metres, size.names), (9, 9, 1_986, 5));
    // 孤街 as far as it is in the extract, and the lane behind the gate.
    assert_eq!(built.left_out_m, 193);
}
