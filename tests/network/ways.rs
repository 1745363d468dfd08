//! Ways of the district and of small made-up streets: lines, steps and clear answers where there is none.

use crate::default;
use redmap::domain::LonLat;
use redmap::engine::network::{
    Access, Basis, Class, Draft, Leg, Micro, Mode, Network, StepKind, Way, build,
};
use redmap::i18n::{Lang, directions};

fn at(lon: f64, lat: f64) -> LonLat {
    LonLat::new(lon, lat).expect("a position")
}

fn words(leg: &Leg, lang: Lang) -> Vec<String> {
    leg.steps.iter().map(|step| directions::step(step, leg.estimate(), lang)).collect()
}

/// Length of a line in metres.
fn metres(line: &[LonLat]) -> f64 {
    line.windows(2).map(|w| w[0].distance_m(w[1])).sum()
}

/// A street over points, named, that everyone may use.
fn way(name: &str, points: &[u32]) -> Way {
    Way { name: name.into(), class: Class::Minor, access: Access::ALL, points: points.to_vec() }
}

fn points(at: &[(i32, i32)]) -> Vec<Micro> {
    at.iter().map(|&(x, y)| Micro { x: 113_600_000 + x, y: 34_700_000 + y }).collect()
}

/// A network file made by hand, which a build would not leave so: two streets that do not meet.
fn torn() -> Network {
    let mut body = b"RMNW\x01\x00\x00\x00\x04".to_vec();
    let signed = |n: i64, body: &mut Vec<u8>| {
        let mut n = (n << 1 ^ n >> 63).cast_unsigned();
        while n > 0x7f {
            body.push(u8::try_from(n & 0x7f).unwrap_or(0) | 0x80);
            n >>= 7;
        }
        body.push(u8::try_from(n).unwrap_or(0));
    };
    for n in [113_600_000, 34_700_000, 1_000, 0, 0, 5_000, 1_000, 0] {
        signed(n, &mut body);
    }
    // Each edge: first junction, second, class, access, name, 91.4 m, no inner points.
    body.extend([2, 0, 2, 4, 0x3f, 0, 0x92, 0x07, 0, 2, 2, 4, 0x3f, 0, 0x92, 0x07, 0]);
    let sum =
        body.iter().fold(0x811c_9dc5_u32, |h, &b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193));
    body.extend(sum.to_le_bytes());
    Network::parse(&body).expect("a network")
}

#[test]
fn tells_the_way_from_the_museum_to_jinshui_road() {
    // From 河南博物院 to a place beside 金水路, east of 花园路.
    let leg =
        default::network().path(at(113.665_858, 34.789_336), at(113.679, 34.7655), Mode::Walk);
    assert_eq!(leg.basis, Basis::Schematic);
    let zh = [
        "向南约 160 米到农业路",
        "沿农业路向东约 910 米",
        "右转，沿花园路向南约 2.5 公里",
        "左转，沿金水路向东约 290 米",
        "离开金水路，向北约 70 米到达",
    ];
    assert_eq!(words(&leg, Lang::Zh), zh);
    assert_eq!(words(&leg, Lang::En)[2], "Turn right, along 花园路 to the south, about 2.5 km");
    assert!((metres(&leg.geometry) - f64::from(leg.metres)).abs() < 10.0);
    assert!(leg.seconds.abs_diff(leg.metres * 8 / 10) <= 1, "1.25 m/s");
    let told: u32 = leg.steps.iter().map(|s| s.metres).sum();
    assert!(told.abs_diff(leg.metres) < 10, "{told}");
}

#[test]
fn every_way_of_the_district_is_as_long_as_its_line() {
    let (network, mut numbers) = (default::network(), crate::plain::Numbers(77));
    for mode in [Mode::Walk, Mode::Drive] {
        for _ in 0..200 {
            let mut place = || numbers.within(113.61, 34.745, 0.12, 0.1);
            let (a, b) = (place(), place());
            let leg = network.path(a, b, mode);
            assert_eq!((leg.geometry[0], leg.geometry.last()), (a, Some(&b)));
            if leg.basis.is_straight() {
                continue;
            }
            // Thinned by a metre, snapped to a tenth: the line is a little shorter, never wrong.
            let off = metres(&leg.geometry) - f64::from(leg.metres);
            assert!(off.abs() < 5.0 + f64::from(leg.metres) / 500.0, "{off} of {}", leg.metres);
            let told: u32 = leg.steps.iter().map(|s| s.metres).sum();
            assert!(told.abs_diff(leg.metres) < 45, "{told} of {}", leg.metres);
        }
    }
}

#[test]
fn joins_the_street_at_the_foot_and_not_at_the_junction() {
    let draft = Draft {
        points: points(&[(0, 0), (10_000, 0)]),
        ways: vec![way("甲路", &[0, 1])],
        barriers: vec![],
    };
    let network = build(&draft).expect("a network").network;
    let snap = network.snap(at(113.604, 34.7005), Mode::Walk).expect("a street");
    assert!(snap.foot.distance_m(at(113.604, 34.7)) < 0.2);
    assert!((snap.gap_m - 55.6).abs() < 0.1, "{}", snap.gap_m);
    // 0.004 degrees of longitude at this latitude.
    assert!(snap.along_dm.abs_diff(3_657) < 3, "{}", snap.along_dm);
    let leg = network.path(at(113.604, 34.7005), at(113.608, 34.6998), Mode::Walk);
    assert_eq!((leg.basis, leg.geometry.len()), (Basis::Streets, 4));
    assert!(leg.metres.abs_diff(56 + 366 + 22) <= 1, "{}", leg.metres);
    let said = ["向南 60 米到甲路", "沿甲路向东 370 米", "离开甲路，向南 20 米到达"];
    assert_eq!(words(&leg, Lang::Zh), said);
}

#[test]
fn three_kilometres_from_any_street_is_an_estimate() {
    let network = default::network();
    // North of the Yellow River's dyke, beyond the roads of the table.
    let (town, far) = (at(113.67, 34.78), at(113.67, 34.95));
    assert_eq!(network.snap(far, Mode::Walk), None);
    let leg = network.path(town, far, Mode::Walk);
    assert_eq!((leg.basis, leg.geometry.clone()), (Basis::FarFromStreets, vec![town, far]));
    assert!(leg.estimate());
    assert!((f64::from(leg.metres) - town.distance_m(far) * 1.3).abs() <= 0.5);
    assert_eq!(words(&leg, Lang::Zh), ["没有路网数据，直线方向向北约 24.6 公里"]);
    let matrix = network.matrix(&[town, far, town], Mode::Walk);
    let basis =
        [[0, 1], [1, 0], [1, 2]].map(|[i, j]| matrix.basis[matrix.index(i, j).expect("a cell")]);
    assert_eq!(basis, [Basis::FarFromStreets; 3]);
    assert_eq!(matrix.metres[1], leg.metres);
}

#[test]
fn streets_that_do_not_meet_are_an_estimate() {
    let network = torn();
    let (a, b) = (at(113.6, 34.7), at(113.6015, 34.705));
    for mode in Mode::ALL {
        let leg = network.path(a, b, mode);
        assert_eq!((leg.basis, leg.geometry.len()), (Basis::NotConnected, 2));
        let matrix = network.matrix(&[a, b], mode);
        assert_eq!((matrix.basis[1], matrix.seconds[1]), (Basis::NotConnected, leg.seconds));
    }
    assert_eq!(network.path(a, at(113.601, 34.7), Mode::Walk).basis, Basis::Streets);
}

#[test]
fn neighbours_do_not_walk_to_the_street_and_back() {
    let network = torn();
    let (a, b) = (at(113.6003, 34.7020), at(113.6008, 34.7020));
    let leg = network.path(a, b, Mode::Walk);
    assert_eq!((leg.basis, leg.metres), (Basis::NextDoor, 59));
    assert_eq!(network.path(a, a, Mode::Walk).metres, 0);
}

#[test]
fn a_one_way_street_is_driven_around_and_walked_through() {
    // A square: its south side is one-way to the east.
    let mut south = way("南街", &[0, 1]);
    south.access = Access::ALL.with(Mode::Drive, true, false);
    let draft = Draft {
        points: points(&[(0, 0), (5_000, 0), (5_000, 5_000), (0, 5_000)]),
        ways: vec![south, way("东街", &[1, 2]), way("北街", &[2, 3]), way("西街", &[3, 0])],
        barriers: vec![],
    };
    let network = build(&draft).expect("a network").network;
    let (east, west) = (at(113.604, 34.7), at(113.601, 34.7));
    assert_eq!(words(&network.path(west, east, Mode::Drive), Lang::Zh), ["沿南街向东 270 米"]);
    let around = [
        "沿南街向东 90 米",
        "左转，沿东街向北 560 米",
        "左转，沿北街向西 460 米",
        "左转，沿西街向南 560 米",
        "左转，沿南街向东 90 米",
    ];
    let back = network.path(east, west, Mode::Drive);
    assert_eq!(words(&back, Lang::Zh), around);
    assert_eq!(words(&network.path(east, west, Mode::Walk), Lang::Zh), ["沿南街向西 270 米"]);
    let matrix = network.matrix(&[west, east], Mode::Drive);
    assert_eq!((matrix.metres[1], matrix.metres[2]), (274, back.metres));
}

#[test]
fn a_bollard_stops_cars_alone() {
    let walk_and_bike = Access::ALL.with(Mode::Drive, false, false);
    // A ladder: the straight way has a bollard half-way, the way around has none.
    let draft = Draft {
        points: points(&[(0, 0), (5_000, 0), (10_000, 0), (10_000, 3_000), (0, 3_000)]),
        ways: vec![way("直街", &[0, 1, 2]), way("环街", &[2, 3, 4, 0])],
        barriers: vec![(1, walk_and_bike)],
    };
    let network = build(&draft).expect("a network").network;
    let (west, east) = (at(113.603, 34.7), at(113.607, 34.7));
    assert_eq!(words(&network.path(west, east, Mode::Bike), Lang::Zh), ["沿直街向东 370 米"]);
    let drive = network.path(west, east, Mode::Drive);
    assert_eq!(drive.steps.len(), 3);
    assert!(drive.steps.iter().any(|s| s.street == "环街" && s.kind != StepKind::Join));
}

#[test]
fn what_nothing_joins_is_left_out() {
    let draft = Draft {
        points: points(&[(0, 0), (5_000, 0), (9_000, 9_000), (9_000, 9_900)]),
        ways: vec![way("甲路", &[0, 1]), way("孤路", &[2, 3])],
        barriers: vec![],
    };
    let built = build(&draft).expect("a network");
    assert_eq!((built.network.stats().edges, built.left_out_m), (1, 100));
    assert!(build(&Draft::default()).is_err());
    let wrong = Draft { ways: vec![way("甲路", &[0, 1])], ..Draft::default() };
    assert!(build(&wrong).is_err());
}
