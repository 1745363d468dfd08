//! What a view keeps for itself, without the rest of the program knowing its type.
//!
//! A view that is loaded when it is first opened (`app::chunk`) has its state, its reducer and the
//! code that drops them in its chunk: the state holds a slot, an action a function on the state.

use super::State;
use std::any::Any;
use std::fmt;
use std::rc::Rc;

/// A slot for the state of a view. Two slots are equal only if they hold the same object.
#[derive(Clone, Default)]
pub struct Page(Option<Rc<dyn Any>>);

impl Page {
    /// What the view left here, if it is of that type.
    #[must_use]
    pub fn get<T: 'static>(&self) -> Option<&T> {
        self.0.as_deref()?.downcast_ref()
    }

    /// Puts a new state in the place of the old.
    pub fn set<T: 'static>(&mut self, value: T) {
        self.0 = Some(Rc::new(value));
    }

    /// Changes a copy of what is here, or of the default.
    pub fn update<T: Clone + Default + 'static>(&mut self, change: impl FnOnce(&mut T)) {
        let mut value = self.get::<T>().cloned().unwrap_or_default();
        change(&mut value);
        self.set(value);
    }
}

impl PartialEq for Page {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Some(a), Some(b)) => Rc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        }
    }
}

impl fmt::Debug for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Page(..)" } else { "Page(none)" })
    }
}

/// A change of the state that a view brings with it. It has to be pure: it may be run again.
#[derive(Clone)]
pub struct Edit(Rc<dyn Fn(&mut State)>);

impl Edit {
    /// From a function on the state.
    #[must_use]
    #[allow(clippy::new_ret_no_self)] // an edit is of use only as an action
    pub fn new(change: impl Fn(&mut State) + 'static) -> super::Action {
        super::Action::Page(Self(Rc::new(change)))
    }

    /// Changes the state.
    pub fn run(&self, s: &mut State) {
        (self.0)(s);
    }
}

impl PartialEq for Edit {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for Edit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Edit(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::reduce;

    #[test]
    fn a_view_keeps_what_it_likes() {
        let add = |n: u32| Edit::new(move |s| s.class.update(|held: &mut u32| *held += n));
        let before = State::default();
        let after = reduce(reduce(before.clone(), add(2)), add(3));
        assert_eq!(after.class.get::<u32>(), Some(&5));
        assert_eq!(after.class.get::<i64>(), None, "another type is not taken for it");
        assert_ne!(after, before);
        assert_eq!(after, after.clone());
    }
}
