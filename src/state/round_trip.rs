//! Whatever a reader does, the link leads back to what is on the screen.

use super::search::{Book, open};
use super::{Action, AtlasRef, Camera, Edit, Facet, Link, LoadState, State, Years};
use super::{find, reduce, select};
use crate::domain::place::{Audience, Series};
use crate::domain::{Atlas, Category, LonLat, Place, PlaceId, Text};
use crate::engine::search::atlas::Parts;
use crate::i18n::Lang;
use proptest::prelude::*;
use std::rc::Rc;

const IDS: [&str; 5] = ["tower", "二七 塔", "a|b,c&d=e", "🚩", "x%20y"];

fn atlas() -> AtlasRef {
    let categories = [
        Category::RedSite,
        Category::LectureVenue,
        Category::Park,
        Category::Other("自定 义,&".into()),
        Category::RedSite,
    ];
    let mut atlas = Atlas::default();
    for (i, (id, category)) in IDS.into_iter().zip(categories).enumerate() {
        let id = PlaceId::new(id).expect("an id");
        let mut p = Place::blank(id, category, Text::new("二七塔", "Erqi Tower"));
        p.position =
            Some(LonLat::clamped(113.6 + 0.01 * f64::from(u8::try_from(i).unwrap_or(0)), 34.7));
        p.years = vec![1920 + 20 * i32::try_from(i).unwrap_or(0)];
        p.series = Some(Series::Yi);
        p.audience = Some(Audience::School);
        p.district = if i % 2 == 0 { "金水区" } else { "二七区,&=" }.into();
        assert_eq!(atlas.insert(p), None);
    }
    AtlasRef(Rc::new(atlas))
}

fn fresh(atlas: &AtlasRef) -> State {
    let book =
        Rc::new(Book::new(atlas.clone(), Parts::default(), Some("redmap readings 1\nta3 塔\n")));
    let s = State { atlas: atlas.clone(), load: LoadState::Ready, ..State::default() };
    reduce(s, Edit::new(move |s| open(s, book.clone())))
}

fn places() -> impl Strategy<Value = PlaceId> {
    prop::sample::select(IDS.to_vec()).prop_map(|id| PlaceId::new(id).expect("an id"))
}

fn categories() -> impl Strategy<Value = Category> {
    prop::sample::select(vec![
        Category::RedSite,
        Category::LectureVenue,
        Category::Park,
        Category::Other("自定 义,&".into()),
    ])
}

fn actions() -> impl Strategy<Value = Action> {
    let values = prop_oneof!["金水区", "二七区,&=", "\\PC{1,6}"];
    let years = (1919..=2021, 1919..=2021)
        .prop_map(|(a, b): (i32, i32)| Years { from: a.min(b), to: a.max(b) });
    let camera =
        (-179.0..179.0_f64, -80.0..80.0_f64, 6_u8..38).prop_map(|(lon, lat, half)| Camera {
            centre: LonLat::clamped((lon * 1e5).round() / 1e5, (lat * 1e5).round() / 1e5),
            zoom: f64::from(half) / 2.0,
            bounds: None,
        });
    prop_oneof![
        places().prop_map(Action::Choose),
        Just(Action::CloseCard),
        categories().prop_map(Action::Toggle),
        categories().prop_map(Action::Only),
        Just(Action::ShowAll),
        (prop::sample::select(Facet::ALL.to_vec()), prop::option::of(values))
            .prop_map(|(f, v)| Action::Pick(f, v)),
        years.prop_map(Action::SetYears),
        any::<bool>().prop_map(Action::Play),
        Just(Action::PlayStep),
        prop::sample::select(vec![Lang::Zh, Lang::En]).prop_map(Action::SetLang),
        camera.prop_map(Action::Moved),
        Just(Action::CycleSort),
        prop_oneof!["塔", "ta", "tower", "\\PC{0,8}"]
            .prop_map(|text| { Edit::new(move |s| find::look_for(s, &text)) }),
        Just(Action::LinkOpened(Link::parse("#/explore?mode=elder&x=1&q=ta"))),
    ]
}

proptest! {
    #[test]
    fn a_link_restores_the_state_it_was_taken_from(all in prop::collection::vec(actions(), 0..12)) {
        let atlas = atlas();
        let s = all.into_iter().fold(fresh(&atlas), reduce);
        let hash = select::link(&s).to_hash();
        let back = reduce(fresh(&atlas), Action::LinkOpened(Link::parse(&hash)));
        prop_assert_eq!(&back.route, &s.route, "{}", hash);
        prop_assert_eq!(back.lang, s.lang, "{}", hash);
        prop_assert_eq!(find::text(&back), find::text(&s), "{}", hash);
        prop_assert_eq!(select::visible(&back), select::visible(&s), "{}", hash);
        prop_assert_eq!(&back.unknown, &s.unknown, "{}", hash);
        // The map is told where to look; that it does is the browser's test.
        let back = State { camera: s.camera, ..back };
        prop_assert_eq!(select::link(&back).to_hash(), hash);
    }
}
