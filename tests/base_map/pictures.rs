//! Pictures to look at: `cargo test --test base_map -- --ignored` leaves them in the target folder.

use crate::fixture;
use redmap::engine::base_map::neat_line::neat_line;
use redmap::engine::base_map::{Paint, layout};
use redmap::present::map_svg::svg;
use std::time::Instant;

/// A colour of the style sheet's first block or of a theme's.
fn colour(theme: &str, paint: Paint) -> String {
    let css = include_str!("../../www/style/tokens.css");
    let find = |block: &str| {
        let from = css.find(block)?;
        let block = &css[from..from + css[from..].find('}')?];
        let from = block.find(&format!("{}:", paint.css_var()))? + paint.css_var().len() + 1;
        let end = block[from..].find([';', '\n'])?;
        Some(block[from..from + end].trim().to_owned())
    };
    find(theme).or_else(|| find(":root")).unwrap()
}

#[test]
#[ignore = "writes pictures to look at"]
fn pictures() {
    let dir = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("base_map");
    std::fs::create_dir_all(&dir).unwrap();
    let source = fixture::source();
    for look in fixture::looks() {
        let base = fixture::base(&source, &look.view);
        let pins = fixture::pins(look.chosen);
        let scene = look.scene(&pins);
        let mut marks = layout(&base, &scene);
        if look.neat {
            marks.extend(neat_line(&look.view));
        }
        // Markers are drawn elsewhere: a plain shape shows what the labels keep clear of.
        let shapes: Vec<String> = pins
            .iter()
            .map(|p| {
                let (at, k) = (look.view.px(p.at), p.scale);
                let (x, y) = (at.x - 11.0 * k, at.y - 37.0 * k);
                let colour = match p.kind {
                    redmap::engine::base_map::PinKind::RedSite => "#B3261E",
                    redmap::engine::base_map::PinKind::Park => "#2F6B4F",
                    _ => "#9A6412",
                };
                format!(
                    "<rect x='{x:.1}' y='{y:.1}' width='{:.1}' height='{:.1}' fill='{colour}' \
                     stroke='#FFFDF8' stroke-width='1.8'/>",
                    22.0 * k,
                    37.0 * k
                )
            })
            .collect();
        let text = svg(&marks, look.view.width, look.view.height, |p| colour(look.theme, p))
            .replace("</svg>", &format!("{}</svg>", shapes.concat()));
        std::fs::write(dir.join(format!("{}.svg", look.name)), text).unwrap();
    }
    println!("{}", dir.display());
}

#[test]
#[ignore = "prints how long a layout takes; worth it with --release only"]
fn timing() {
    let source = fixture::source();
    for look in fixture::looks() {
        let base = fixture::base(&source, &look.view);
        let pins = fixture::pins(look.chosen);
        let scene = look.scene(&pins);
        let mut best = f64::INFINITY;
        for _ in 0..30 {
            let start = Instant::now();
            std::hint::black_box(layout(&base, &scene));
            best = best.min(start.elapsed().as_secs_f64() * 1e3);
        }
        println!("{}: {best:.2} ms, {} marks", look.name, layout(&base, &scene).len());
    }
}
