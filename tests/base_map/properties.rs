//! What holds for every layout.

use crate::fixture;
use proptest::prelude::*;
use redmap::domain::LonLat;
use redmap::engine::base_map::{Mark, Rect, Show, layout, marks::Align, point::text_width};

#[test]
fn the_same_scene_gives_the_same_marks() {
    let source = fixture::source();
    for look in fixture::looks() {
        let base = fixture::base(&source, &look.view);
        let pins = fixture::pins(look.chosen);
        let scene = look.scene(&pins);
        assert!(layout(&base, &scene) == layout(&base, &scene), "{}", look.name);
    }
}

#[test]
fn another_home_needs_other_data_only() {
    let look = &fixture::looks()[0];
    let base = fixture::base(&fixture::source(), &look.view);
    let mut scene = look.scene(&[]);
    scene.home_name = "中原区";
    let text = |m: &Mark, wanted: &str| matches!(m, Mark::Text(t) if t.text == wanted);
    assert!(layout(&base, &scene).iter().any(|m| text(m, "中")));
    scene.home_name = "nowhere";
    assert!(!layout(&base, &scene).is_empty());
}

/// The tight box of a text, smaller than what it took, so that only true overlaps count.
fn ink_box(mark: &Mark) -> Option<Rect> {
    let Mark::Text(t) = mark else { return None };
    let (w, h) = (text_width(&t.text, f64::from(t.size)), f64::from(t.size));
    if t.text.chars().count() == 1 {
        // A glyph of a name along a line may be turned: its inner square.
        return Some(Rect::around(t.at, h * 0.35, h * 0.35));
    }
    let x = match t.align {
        Align::Start => t.at.x,
        Align::Middle => t.at.x - w / 2.0,
        Align::End => t.at.x - w,
    };
    Some(Rect::new(x, t.at.y - h * 0.45, x + w, t.at.y + h * 0.45))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn no_text_touches_another_a_pin_or_the_interface(
        lon in 113.55..113.85,
        lat in 34.70..34.90,
        zoom in 11.0..17.5,
        size in (320.0..1500.0, 320.0..1000.0),
        scale in prop::sample::select(vec![1.0, 1.5]),
    ) {
        let pins = fixture::pins("");
        let mut view = fixture::view(lon, lat, zoom, size.0, size.1);
        view.frame = view.canvas().grown(-size.1 / 10.0);
        view.label_scale = scale;
        let base = fixture::base(&fixture::source(), &view);
        let avoid = [Rect::new(size.0 - 120.0, 40.0, size.0 - 60.0, 200.0)];
        let look = fixture::Look {
            name: "", view, chosen: "", avoid: avoid.to_vec(), golden: false, neat: false,
            theme: "", show: Show::default(),
        };
        let marks = layout(&base, &look.scene(&pins));
        let boxes: Vec<_> = marks.iter().filter_map(|m| ink_box(m).map(|b| (m, b))).collect();
        for (i, (a, ab)) in boxes.iter().enumerate() {
            for (b, bb) in &boxes[i + 1..] {
                prop_assert!(!ab.meets(bb), "{a:?}\n{b:?}");
            }
            prop_assert!(!ab.meets(&avoid[0]), "{a:?}");
            for pin in &pins {
                let p = view.px(pin.at);
                prop_assert!(!ab.meets(&Rect::new(p.x - 9.0, p.y - 28.0, p.x + 9.0, p.y)), "{a:?}");
            }
            // At rest nothing is cut by the edge of what is seen.
            prop_assert!(view.frame.holds(ab) || !view.frame.meets(ab), "{a:?}");
        }
    }

    #[test]
    fn no_view_breaks_it(
        lon in -180.0..180.0, lat in -90.0..90.0, zoom in 0.0..22.0,
        w in 0.0..2000.0, h in 0.0..2000.0,
    ) {
        let mut view = fixture::view(lon, lat, zoom, w, h);
        view.centre = LonLat::clamped(lon, lat).into();
        let base = fixture::base(&fixture::source(), &view);
        let look = fixture::Look {
            name: "", view, chosen: "", avoid: vec![], golden: false, neat: true,
            theme: "", show: Show::default(),
        };
        let marks = layout(&base, &look.scene(&[]));
        let pushed = marks.iter().filter(|m| matches!(m, Mark::ClipPush(_))).count();
        let popped = marks.iter().filter(|m| matches!(m, Mark::ClipPop)).count();
        prop_assert_eq!(pushed, popped);
        let _ = redmap::engine::base_map::neat_line::neat_line(&view);
    }
}
