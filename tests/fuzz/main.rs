//! Mutated files through everything that reads bytes from outside: nothing may panic or hang.
//!
//! A plain run makes a few thousand executions. `REDMAP_FUZZ_SECONDS=1800` or
//! `REDMAP_FUZZ_EXECUTIONS=10000000` make it long (`cargo test --release --test fuzz -- --nocapture`);
//! `REDMAP_FUZZ_SEED` starts elsewhere. On a panic the input is left in `fuzz-failure.bin` of the test folder.
#![allow(clippy::expect_used, clippy::panic)] // Helpers of tests, which the exemption for tests does not reach.

mod mutate;

use mutate::Random;
use redmap::bundle::check::{Anchors, check_bare, check_bundle};
use redmap::bundle::convert::{Format, read, write};
use redmap::bundle::v1::{self, Feature};
use redmap::bundle::{Document, LayerBytes, Manifest, load, load_bare, looks_like_manifest};
use redmap::i18n::{Lang, rules};
use std::time::{Duration, Instant};

const SEEDS: [&[u8]; 8] = [
    include_bytes!("../fixtures/bundle/good/bundle.json"),
    include_bytes!("../fixtures/bundle/good/layers/sites.geojson"),
    include_bytes!("../fixtures/bundle/good/layers/parks.geojson"),
    include_bytes!("../fixtures/bundle/good/stories.json"),
    include_bytes!("../fixtures/bundle/good/quiz.json"),
    br#"{"type":"GeometryCollection","geometries":[{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]]]},{"type":"MultiLineString","coordinates":[[[1,2],[3,4]]]}]}"#,
    "名称,经度,纬度,类别,年份\n柳园,113°40′48″,34.78,公园,1921、1949\n\"a\"\"b\",113.6,34.7,x,\n".as_bytes(),
    br#"<gpx><wpt lat="34.7" lon="113.6"><name>a&amp;b</name><ele>1</ele></wpt><trk><trkseg><trkpt lat="1" lon="2"/><trkpt lat="3" lon="4"/></trkseg></trk></gpx>"#,
];

const KML: &[u8] = br#"<kml><Document><Placemark id="a"><name>x</name><ExtendedData><Data name="n"><value>1</value></Data></ExtendedData><Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 1,0 1,1 0,0</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>"#;

/// Everything that reads bytes, on these.
fn run(bytes: &[u8], which: u64, anchors: &Anchors) {
    match which % 6 {
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
        slowest = slowest.max(began.elapsed());
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
