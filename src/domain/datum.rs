//! The coordinate systems of Chinese maps: GCJ-02 (AMap, Tencent) and BD-09 (Baidu) against WGS-84.
//!
//! Both shift positions by a published formula, some 500 m in Zhengzhou. Outside China nothing is shifted.
//! The way back is found by fixed-point iteration: each step shrinks the error a hundredfold, so five are
//! far below a millimetre.

use super::LonLat;
use std::f64::consts::PI;

/// Semi-major axis and squared eccentricity of the Krasovsky 1940 ellipsoid, which the formula uses.
const AXIS: f64 = 6_378_245.0;
const ECCENTRICITY_2: f64 = 0.006_693_421_622_965_943;

/// Steps of the way back.
const STEPS: usize = 5;

/// What longitude and latitude are measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Datum {
    /// GPS and OpenStreetMap.
    #[default]
    Wgs84,
    /// AMap 高德, Tencent 腾讯, Google's maps of China.
    Gcj02,
    /// Baidu 百度.
    Bd09,
}

impl Datum {
    /// From `wgs84`, `gcj02` or `bd09`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code.to_ascii_lowercase().replace(['-', '_'], "").as_str() {
            "wgs84" => Some(Self::Wgs84),
            "gcj02" => Some(Self::Gcj02),
            "bd09" => Some(Self::Bd09),
            _ => None,
        }
    }

    /// The code of the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Wgs84 => "wgs84",
            Self::Gcj02 => "gcj02",
            Self::Bd09 => "bd09",
        }
    }
}

/// The position in another coordinate system.
#[must_use]
pub fn convert(p: LonLat, from: Datum, to: Datum) -> LonLat {
    if from == to || outside(p) {
        return p;
    }
    // Everything goes by way of GCJ-02, which both formulas start from or lead to.
    let gcj = match from {
        Datum::Wgs84 => gcj_from_wgs(p),
        Datum::Gcj02 => p,
        Datum::Bd09 => invert(p, bd_from_gcj),
    };
    match to {
        Datum::Wgs84 => invert(gcj, gcj_from_wgs),
        Datum::Gcj02 => gcj,
        Datum::Bd09 => bd_from_gcj(gcj),
    }
}

/// The formula's own rectangle around China.
fn outside(p: LonLat) -> bool {
    !(72.004..=137.8347).contains(&p.lon()) || !(0.8293..=55.8271).contains(&p.lat())
}

/// The point that `forward` brings to `target`.
fn invert(target: LonLat, forward: fn(LonLat) -> LonLat) -> LonLat {
    (0..STEPS).fold(target, |guess, _| {
        let there = forward(guess);
        LonLat::clamped(
            guess.lon() + target.lon() - there.lon(),
            guess.lat() + target.lat() - there.lat(),
        )
    })
}

fn gcj_from_wgs(p: LonLat) -> LonLat {
    let (x, y) = (p.lon() - 105.0, p.lat() - 35.0);
    let wave = |a: f64, t: f64| a * (t * PI).sin();
    let both = (wave(20.0, 6.0 * x) + wave(20.0, 2.0 * x)) * 2.0 / 3.0;
    let root = x.abs().sqrt();
    let north = -100.0
        + 2.0 * x
        + 3.0 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 0.2 * root
        + both
        + (wave(20.0, y) + wave(40.0, y / 3.0)) * 2.0 / 3.0
        + (wave(160.0, y / 12.0) + wave(320.0, y / 30.0)) * 2.0 / 3.0;
    let east = 300.0
        + x
        + 2.0 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * root
        + both
        + (wave(20.0, x) + wave(40.0, x / 3.0)) * 2.0 / 3.0
        + (wave(150.0, x / 12.0) + wave(300.0, x / 30.0)) * 2.0 / 3.0;
    let latitude = p.lat().to_radians();
    let bend = 1.0 - ECCENTRICITY_2 * latitude.sin().powi(2);
    let meridian = AXIS * (1.0 - ECCENTRICITY_2) / (bend * bend.sqrt());
    let parallel = AXIS / bend.sqrt() * latitude.cos();
    LonLat::clamped(
        p.lon() + (east / parallel).to_degrees(),
        p.lat() + (north / meridian).to_degrees(),
    )
}

fn bd_from_gcj(p: LonLat) -> LonLat {
    const TURN: f64 = PI * 3000.0 / 180.0;
    let (x, y) = (p.lon(), p.lat());
    let radius = x.hypot(y) + 0.000_02 * (y * TURN).sin();
    let angle = y.atan2(x) + 0.000_003 * (x * TURN).cos();
    LonLat::clamped(radius * angle.cos() + 0.0065, radius * angle.sin() + 0.006)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn near(p: LonLat, lon: f64, lat: f64) {
        assert!((p.lon() - lon).abs() < 1.5e-6 && (p.lat() - lat).abs() < 1.5e-6, "{p:?}");
    }

    #[test]
    fn agrees_with_the_known_vectors() {
        let vectors = [
            ([116.391_265, 39.907_359], [116.397_506, 39.908_760], Some([116.403_879, 39.915_104])),
            ([121.4737, 31.2304], [121.478_223, 31.228_458], Some([121.484_781, 31.234_311])),
            ([120.596_931, 31.280_844], [120.601_100, 31.278_649], None),
        ];
        for (wgs, gcj, bd) in vectors {
            let p = LonLat::clamped(wgs[0], wgs[1]);
            let g = LonLat::clamped(gcj[0], gcj[1]);
            near(convert(p, Datum::Wgs84, Datum::Gcj02), gcj[0], gcj[1]);
            near(convert(g, Datum::Gcj02, Datum::Wgs84), wgs[0], wgs[1]);
            if let Some([lon, lat]) = bd {
                near(convert(p, Datum::Wgs84, Datum::Bd09), lon, lat);
                near(convert(LonLat::clamped(lon, lat), Datum::Bd09, Datum::Wgs84), wgs[0], wgs[1]);
            }
        }
    }

    #[test]
    fn leaves_the_rest_of_the_world_alone() {
        for (lon, lat) in [(2.35, 48.86), (-73.9, 40.7), (151.2, -33.9), (0.0, 0.0)] {
            let p = LonLat::clamped(lon, lat);
            for to in [Datum::Wgs84, Datum::Gcj02, Datum::Bd09] {
                assert_eq!(convert(p, Datum::Wgs84, to), p);
                assert_eq!(convert(p, to, Datum::Wgs84), p);
            }
        }
    }

    #[test]
    fn codes_round_trip() {
        for datum in [Datum::Wgs84, Datum::Gcj02, Datum::Bd09] {
            assert_eq!(Datum::from_code(datum.code()), Some(datum));
        }
        assert_eq!(Datum::from_code("GCJ-02"), Some(Datum::Gcj02));
        assert_eq!(Datum::from_code("epsg:4490"), None);
    }

    proptest! {
        #[test]
        fn comes_back_within_a_millimetre(lon in 73.0..135.0_f64, lat in 3.0..54.0_f64) {
            let p = LonLat::clamped(lon, lat);
            for datum in [Datum::Gcj02, Datum::Bd09] {
                let there = convert(p, Datum::Wgs84, datum);
                prop_assert!(there.distance_m(p) < 3000.0);
                prop_assert!(convert(there, datum, Datum::Wgs84).distance_m(p) < 0.001);
            }
            let gcj = convert(p, Datum::Bd09, Datum::Gcj02);
            prop_assert!(convert(gcj, Datum::Gcj02, Datum::Bd09).distance_m(p) < 0.001);
        }
    }
}
