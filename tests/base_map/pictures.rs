//! Pictures to look at: `cargo test --test base_map -- --ignored` leaves them in the target folder.

use crate::fixture;
use redmap::engine::base_map::neat_line::neat_line;
use redmap::engine::base_map::{Paint, layout};
use redmap::present::map_svg::svg;
use std::time::Instant;

/// The light sheet's colours; here only to look at, the style sheet is their home.
fn light(paint: Paint) -> String {
    let table = "--m-in:#F8F1E1;--m-out:#EBE4D7;--m-band:#C9A98A;--m-bd:#7A5B45;--rc:#CDBD9F;\
        --rc-s:#E0D4BD;--rc-e:#BF9552;--rf-e:#F6DDA4;--rf-a:#FFFDF8;--rf-s:#FFFDF8;--rf-h:#E3D8C4;\
        --water:#BFD7E6;--water-t:#2C6084;--mt:#7A8A99;--mt-c:#F8F1E1;--lb:#4E4239;--lb-s:#6A5B4E;\
        --lb-e:#6B4A12;--lb-sub:#75604E;--lb-dist:#98805F;--lb-nb:#6A5C4D;--halo:#F8F1E1;\
        --lb-st:#3F5163;--cinnabar-t:#A6211A;--ochre-t:#85550C;--green-t:#2A6248;--ink:#2B2320;\
        --ink-2:#574B43;--ink-3:#6F6157;--paper:#FBF7F0;--sheet:#FFFDF8";
    let mut pairs = table.split(';').filter_map(|p| p.trim().split_once(':'));
    pairs.find(|(var, _)| *var == paint.css_var()).unwrap().1.to_owned()
}

#[test]
#[ignore = "writes pictures to look at"]
fn pictures() {
    let dir = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("base_map");
    std::fs::create_dir_all(&dir).unwrap();
    let base = fixture::base();
    for look in fixture::looks() {
        let pins = fixture::pins(look.chosen);
        let scene = look.scene(&pins);
        let mut marks = layout(&base, &scene);
        if look.neat {
            marks.extend(neat_line(&look.view));
        }
        // Markers are drawn elsewhere: a plain shape shows what the labels keep clear of.
        let shapes: String = pins
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
        let text = svg(&marks, look.view.width, look.view.height, light)
            .replace("</svg>", &format!("{shapes}</svg>"));
        std::fs::write(dir.join(format!("{}.svg", look.name)), text).unwrap();
    }
    println!("{}", dir.display());
}

#[test]
#[ignore = "prints how long a layout takes; worth it with --release only"]
fn timing() {
    let base = fixture::base();
    for look in fixture::looks() {
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
