//! What must be known before the datum of a file is chosen: a few of its places in each reading, and which
//! reading puts the known ones where they are.

use super::wire::{DATUMS, Question, Sample};
use crate::bundle::check::Anchors;
use crate::bundle::convert::{Format, Table};
use crate::domain::datum::convert;
use crate::domain::{Datum, LonLat};

/// Places to look at.
const SAMPLES: usize = 12;

/// Of these at most so many are known ones, so that the others are seen, too.
const KNOWN_SAMPLES: usize = 6;

/// A known place read rightly lies within this of its position, in metres: sites are large.
const NEAR_M: f64 = 200.0;

/// What lies farther from the middle is no help on a map, in metres.
const FAR_M: f64 = 100_000.0;

/// The question of a table.
pub(super) fn question(table: &Table, format: Format, anchors: &Anchors) -> Question {
    let mut placed: Vec<(usize, LonLat)> = Vec::new();
    let mut with_position = 0_usize;
    for (i, record) in table.records.iter().enumerate() {
        let Some([lon, lat]) = record.shape().and_then(|s| s.representative()) else { continue };
        with_position += 1;
        placed.extend(LonLat::new(lon, lat).ok().map(|at| (i, at)));
    }
    let name = |i: usize| table.records[i].text("name");
    let readings = |at: LonLat| DATUMS.map(|d| convert(at, d, Datum::Wgs84));
    let (mut known, mut fitting) = (Vec::new(), [0_u32; 3]);
    for (i, at) in &placed {
        let Some(truly) = anchors.position(&name(*i)) else { continue };
        known.push(*i);
        for (count, read) in fitting.iter_mut().zip(readings(*at)) {
            *count += u32::from(read.distance_m(truly) <= NEAR_M);
        }
    }
    let middle = middle(&placed);
    placed.retain(|(_, at)| middle.is_some_and(|m| m.distance_m(*at) < FAR_M));
    let mut chosen: Vec<usize> = known.iter().copied().take(KNOWN_SAMPLES).collect();
    // The others from all over the file.
    let step = placed.len().div_ceil(SAMPLES).max(1);
    chosen.extend(placed.iter().step_by(step).map(|(i, _)| *i));
    let mut samples = Vec::new();
    let mut seen = Vec::new();
    for i in chosen {
        let Some((_, at)) = placed.iter().find(|(j, _)| *j == i).filter(|_| !seen.contains(&i))
        else {
            continue;
        };
        seen.push(i);
        samples.push(Sample { name: name(i), at: readings(*at) });
        if samples.len() == SAMPLES {
            break;
        }
    }
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Question {
        count: count(table.records.len()),
        placed: count(with_position),
        seems: seems(fitting, format),
        known: count(known.len()),
        fitting,
        samples,
    }
}

/// The reading that fits the most known places; else what the format says of itself, if it does.
fn seems(fitting: [u32; 3], format: Format) -> Option<Datum> {
    let most = fitting.into_iter().max().filter(|n| *n > 0);
    let best: Vec<Datum> =
        DATUMS.into_iter().zip(fitting).filter(|(_, n)| Some(*n) == most).map(|(d, _)| d).collect();
    match best.as_slice() {
        [one] => Some(*one),
        [_, ..] => None,
        [] => match format {
            Format::GeoJson | Format::Gpx | Format::Kml => Some(Datum::Wgs84),
            Format::Csv | Format::Xlsx => None,
        },
    }
}

/// The middle by the median of each coordinate.
fn middle(placed: &[(usize, LonLat)]) -> Option<LonLat> {
    let median = |of: fn(LonLat) -> f64| {
        let mut all: Vec<f64> = placed.iter().map(|(_, at)| of(*at)).collect();
        all.sort_by(f64::total_cmp);
        all.get(all.len() / 2).copied()
    };
    Some(LonLat::clamped(median(LonLat::lon)?, median(LonLat::lat)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::convert::read;

    const TOWER: (f64, f64) = (113.6606, 34.7526);

    fn ask(format: Format, text: &str) -> Question {
        let mut anchors = Anchors::default();
        anchors.add("二七纪念塔", LonLat::clamped(TOWER.0, TOWER.1));
        question(&read(format, "f", text.as_bytes()).expect("a table"), format, &anchors)
    }

    #[test]
    fn known_places_tell_the_datum() {
        for (i, datum) in DATUMS.into_iter().enumerate() {
            let shifted = convert(LonLat::clamped(TOWER.0, TOWER.1), Datum::Wgs84, datum);
            let csv = format!(
                "名称,经度,纬度\n别处,113.7,34.8\n郑州二七纪念塔,1,2\n二七纪念塔,{},{}\n",
                shifted.lon(),
                shifted.lat()
            );
            let q = ask(Format::Csv, &csv);
            assert_eq!((q.count, q.placed, q.known, q.seems), (3, 3, 1, Some(datum)));
            assert_eq!(q.fitting[i], 1);
            assert_eq!(q.samples[0].name, "二七纪念塔", "known places come first");
            assert!(q.samples[0].at[i].distance_m(LonLat::clamped(TOWER.0, TOWER.1)) < 0.1);
            assert_eq!(q.samples.len(), 2, "1, 2 is too far away to look at");
        }
    }

    #[test]
    fn without_a_known_place_the_format_decides() {
        assert_eq!(ask(Format::Csv, "名称,经度,纬度\n甲,113.7,34.8\n").seems, None);
        let gpx = r#"<gpx><wpt lat="34.7" lon="113.6"><name>a</name></wpt></gpx>"#;
        assert_eq!(ask(Format::Gpx, gpx).seems, Some(Datum::Wgs84));
    }

    #[test]
    fn samples_come_from_all_over_the_file() {
        let rows: String = (0..1000)
            .fold(String::new(), |all, i| format!("{all}p{i},113.{},34.7\n", 600 + i % 90));
        let q = ask(Format::Csv, &format!("名称,经度,纬度\n{rows}"));
        let names: Vec<&str> = q.samples.iter().map(|s| s.name.as_str()).collect();
        assert_eq!((names.len(), names[0], names[11]), (12, "p0", "p924"));
    }

    #[test]
    fn nothing_to_look_at_is_told() {
        let q = ask(Format::Csv, "名称,经度,纬度\n甲,,\n");
        assert_eq!((q.count, q.placed, q.samples.len()), (1, 0, 0));
    }
}
