//! The state in Yew's hands.

use crate::state::{Action, State, reduce};
use std::rc::Rc;
use yew::Reducible;

/// The state as a Yew reducer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Store(pub State);

impl Reducible for Store {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let next = reduce(self.0.clone(), action);
        // The same Rc tells Yew that nothing needs drawing.
        if next == self.0 { self } else { Rc::new(Self(next)) }
    }
}
