//! Mutated files through everything that reads bytes from outside: nothing may panic or hang.
//!
//! A plain run makes a few thousand executions. `REDMAP_FUZZ_SECONDS=1800` or
//! `REDMAP_FUZZ_EXECUTIONS=10000000` make it long (`cargo test --release --test fuzz -- --nocapture`);
//! `REDMAP_FUZZ_SEED` starts elsewhere. On a panic the input is left in `fuzz-failure.bin` of the test folder,
//! the slowest one always in `fuzz-slowest.bin`.
#![allow(clippy::expect_used, clippy::panic)] // Helpers of tests, which the exemption for tests does not reach.

mod mutate;

use mutate::Random;
use redmap::bundle::check::{Anchors, check_bare, check_bundle};
use redmap::bundle::convert::{Format, read, write};
use redmap::bundle::ident::Ids;
use redmap::bundle::intake::desk::Desk;
use redmap::bundle::intake::{Ask, Tell};
use redmap::bundle::v1::{self, Feature};
use redmap::bundle::{
    Document, LayerBytes, Manifest, itinerary, load, load_bare, load_piece, looks_like_manifest,
    migrate,
};
use redmap::domain::{Category, Datum, tour_link};
use redmap::engine::tour::MatrixRequest;
use redmap::i18n::{Lang, rules};
use redmap::json::Raw;
use redmap::present::tour::import::import;
use std::time::{Duration, Instant};

const SEEDS: [&[u8]; 13] = [
    include_bytes!("../fixtures/bundle/good/bundle.json"),
    include_bytes!("../fixtures/bundle/good/layers/sites.geojson"),
    include_bytes!("../fixtures/bundle/good/layers/parks.geojson"),
    include_bytes!("../fixtures/bundle/good/stories.json"),
    include_bytes!("../fixtures/bundle/good/quiz.json"),
    include_bytes!("../fixtures/bundle/good/events.json"),
    include_bytes!("../fixtures/bundle/good/tours.json"),
    br#"{"date": "2026-06-18", "days": 2, "start": [113.66, 34.75], "end": "old-post", "depart": "08:30", "until": "17:00", "mode": "bike", "speed": 12.5, "teams": 2, "stops": [{"place": "old-post", "minutes": 20, "window": ["09:00", "11:30"], "optional": true, "score": 3, "pinned": "2"}, {"place": "willow-park"}]}"#,
    br#"{"seconds": [[0,60,90],[60,0,30],[90,30,0]], "stops": [{"service": 60, "open": 0, "close": 900, "score": 2, "optional": true}, {}], "start": 0, "end": 0, "until": 3600, "teams": 1, "objective": "score"}"#,
    b"redmap-tour:1.bike.2.old-post~willow-park!20 BEGIN:VCALENDAR\r\n tour=1.w.a~b",
    br#"{"type":"GeometryCollection","geometries":[{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]]]},{"type":"MultiLineString","coordinates":[[[1,2],[3,4]]]}]}"#,
    "名称,经度,纬度,类别,年份\n柳园,113°40′48″,34.78,公园,1921、1949\n\"a\"\"b\",113.6,34.7,x,\n".as_bytes(),
    br#"<gpx><wpt lat="34.7" lon="113.6"><name>a&amp;b</name><ele>1</ele></wpt><trk><trkseg><trkpt lat="1" lon="2"/><trkpt lat="3" lon="4"/></trkseg></trk></gpx>"#,
];

const KML: &[u8] = br#"<kml><Document><Placemark id="a"><name>x</name><ExtendedData><Data name="n"><value>1</value></Data></ExtendedData><Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 1,0 1,1 0,0</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>"#;

/// Everything that reads bytes, on these.
fn run(bytes: &[u8], which: u64, anchors: &Anchors) {
    match which % 9 {
        0 => {
            let report = check_bare("x.geojson", bytes, anchors);
            for finding in report.findings.iter().take(20) {
                assert!(!rules::message(&finding.rule, Lang::Zh).is_empty());
                assert!(!rules::message(&finding.rule, Lang::En).is_empty());
            }
        }
        1 => {
            let read = |_: &str| Some(bytes.to_vec());
            let manifest = if looks_like_manifest(bytes) { bytes } else { SEEDS[0] };
            let _ = check_bundle("bundle.json", manifest, &read, anchors);
        }
        2 => {
            let _ = load_bare("x.geojson", bytes);
            if let Ok(manifest) = Manifest::parse("bundle.json", bytes) {
                let layers: Vec<LayerBytes<'_>> =
                    manifest.layers.iter().map(|l| LayerBytes { file: &l.file, bytes }).collect();
                let _ = load(&manifest, &layers);
            }
        }
        3 => written_reads_the_same(bytes),
        6 => tours(bytes),
        7 => migrations(bytes),
        8 => brought(bytes, which),
        n => {
            let formats = [Format::Csv, Format::Gpx, Format::Kml, Format::Xlsx, Format::GeoJson];
            let format = formats[usize::try_from(n + which / 6).unwrap_or(0) % formats.len()];
            if let Ok(table) = read(format, "x", bytes) {
                // A workbook takes a hundred times as long to write as the others.
                let to = if which.is_multiple_of(97) { Format::Xlsx } else { Format::Csv };
                let _ = write(to, &table);
                let _ = write(Format::Kml, &table);
                let _ = write(Format::Gpx, &table);
            }
        }
    }
}

/// Tours in requests, in links and in the files this program wrote; plans of matrices.
fn tours(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let read = [
        itinerary::parse(&text).ok(),
        tour_link::decode(&text),
        Some(tour_link::decode_stops(&text)),
        import(&text),
    ];
    for tour in read.into_iter().flatten() {
        let token = tour_link::encode(&tour);
        let again = tour_link::decode(&token).expect("a link of ours is a tour");
        assert_eq!(tour_link::encode(&again), token);
        let _ = tour_link::encode_stops(&tour);
    }
    let _ = MatrixRequest::parse(&text);
}

/// Files of every part and version, and what an edit leaves of them.
fn migrations(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for part in [migrate::Part::Manifest, migrate::Part::Layer, migrate::Part::Told] {
        for from in [0, 1, 2, usize::MAX] {
            let _ = migrate::to_present(part, &text, from);
        }
    }
    let _ = migrate::readable(&text);
    if let Some(mut edit) = Raw::parse(&text).ok().and_then(migrate::Edit::of) {
        edit.rename("type", "kind");
        edit.remove("features");
        edit.put("redmap", "2".into());
        assert!(Raw::parse(&edit.write()).is_ok(), "what was edited is JSON");
    }
}

/// A file through the desk of the browser's tools, to the places on the page.
fn brought(bytes: &[u8], which: u64) {
    const NAMES: [&str; 6] = ["a.csv", "a.geojson", "a.gpx", "a.kml", "a.xlsx", "a.doc"];
    let mut desk = Desk::default();
    let mut told = Vec::new();
    let number = usize::try_from(which / 9).unwrap_or(0);
    desk.read(NAMES[number % NAMES.len()], bytes.to_vec(), &mut |t| told.push(t));
    if !matches!(told.last(), Some(Tell::Question(_))) {
        return;
    }
    let datum = [Datum::Wgs84, Datum::Gcj02, Datum::Bd09][number % 3];
    desk.receive(&Ask::Take(datum).write(), &mut |t| told.push(t));
    let Some(Tell::Verdict(verdict)) = told.last() else { panic!("no verdict") };
    let kept = verdict.kept as usize;
    assert_eq!(desk.names().lines().count(), kept);
    let (mut ids, mut places) = (Ids::default(), 0);
    let category = Category::Other("import-1".into());
    loop {
        desk.receive(&Ask::Next.write(), &mut |t| {
            // What is told comes through as it was.
            told.push(Tell::read(&t.write()).expect("a message"));
        });
        let Some(Tell::Piece(json, last)) = told.last() else { panic!("no piece") };
        places += load_piece(json, 0, &category, &mut ids).expect("places").len();
        if *last {
            break;
        }
    }
    assert!(places <= kept);
}

/// Parse, write, parse: the same features, every value as it was written.
fn written_reads_the_same(bytes: &[u8]) {
    let Ok(document) = Document::decode("x", bytes) else { return };
    let Ok(raws) = v1::features(&document) else { return };
    for feature in raws.into_iter().filter_map(Feature::read) {
        let mut once = String::new();
        feature.write(&mut once);
        let again = Document::new("x", &once);
        let root = again.root().expect("what was written is JSON");
        let mut twice = String::new();
        Feature::read(root).expect("and a feature").write(&mut twice);
        assert_eq!(once, twice);
    }
}

#[test]
fn nothing_panics_on_mutated_files() {
    let number = |name: &str| std::env::var(name).ok().and_then(|v| v.parse::<u64>().ok());
    let seconds = number("REDMAP_FUZZ_SECONDS");
    let most =
        number("REDMAP_FUZZ_EXECUTIONS").unwrap_or(if seconds.is_some() { u64::MAX } else { 3000 });
    let seed = number("REDMAP_FUZZ_SEED").unwrap_or(20_261_122);
    let mut random = Random::new(seed);
    let anchors = Anchors::built_in();
    let mut corpus: Vec<Vec<u8>> = SEEDS.iter().map(|s| s.to_vec()).collect();
    corpus.push(KML.to_vec());
    let seeds = corpus.len();
    let start = Instant::now();
    let end = seconds.map(|s| start + Duration::from_secs(s));
    let (mut count, mut slowest) = (0_u64, Duration::ZERO);
    let left = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("fuzz-failure.bin");
    while count < most && end.is_none_or(|end| Instant::now() < end) {
        let parent = &corpus[random.below(corpus.len())];
        let other = &corpus[random.below(corpus.len())];
        let bytes = mutate::mutate(parent, other, &mut random);
        let which = random.next();
        let began = Instant::now();
        let outcome =
            std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| run(&bytes, which, &anchors)));
        if outcome.is_err() {
            std::fs::write(&left, &bytes).expect("the input is kept");
            panic!("execution {count} of seed {seed} panicked; its input is in {}", left.display());
        }
        let took = began.elapsed();
        if took > slowest {
            slowest = took;
            // To be looked at: an input of a few kilobytes has no business taking long.
            let kept = std::fs::write(left.with_file_name("fuzz-slowest.bin"), &bytes);
            kept.expect("the input is kept");
            println!(
                "execution {count} took {took:.1?} (reader {}, {} bytes)",
                which % 9,
                bytes.len()
            );
        }
        count += 1;
        // What is still JSON is worth going on from.
        if bytes.len() < 6000
            && count % 5 == 0
            && serde_json::from_slice::<&serde_json::value::RawValue>(&bytes).is_ok()
        {
            if corpus.len() < 400 {
                corpus.push(bytes);
            } else {
                let at = seeds + random.below(corpus.len() - seeds);
                corpus[at] = bytes;
            }
        }
        if count % 1_000_000 == 0 {
            println!("{count} executions in {:.0?}, slowest {slowest:.1?}", start.elapsed());
        }
    }
    println!(
        "fuzz: {count} executions of seed {seed} in {:.1?}, slowest {slowest:.1?}, no panic",
        start.elapsed()
    );
    assert!(slowest < Duration::from_secs(5), "an input took {slowest:?}");
}
