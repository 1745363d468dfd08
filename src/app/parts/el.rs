//! Elements by small calls.
//!
//! `html!` writes every element out where it stands, 500 bytes of code and more each; the views alone
//! were 100 KB of the module. A chain of calls is about a tenth of that, so views are written with
//! [`el`]. `html!` stays for components.

use std::fmt::Display;
use std::rc::Rc;
use yew::html::{
    oncancel, onchange, onclick, onfocusin, onfocusout, oninput, onkeydown, onpointerdown,
    onpointerup, onsubmit,
};
use yew::prelude::*;
use yew::virtual_dom::{Listener, VTag, VText};

/// An element that is being put together. A pointer, so that each call costs a few bytes.
#[must_use]
pub struct El(Rc<VTag>);

/// Starts an element.
#[inline(never)]
pub fn el(tag: &'static str) -> El {
    El(Rc::new(VTag::new(AttrValue::Static(tag))))
}

/// A text that a view holds itself.
#[inline(never)]
pub fn word(text: &'static str) -> Html {
    VText::new(AttrValue::Static(text)).into()
}

/// A text from elsewhere.
#[inline(never)]
pub fn text(text: &str) -> Html {
    VText::new(AttrValue::from(text.to_owned())).into()
}

impl El {
    #[inline(never)]
    fn set(mut self, key: &'static str, value: AttrValue) -> Self {
        Rc::make_mut(&mut self.0).add_attribute(key, value);
        self
    }

    /// Hears an event that has no call of its own here.
    #[inline(never)]
    pub fn listen(mut self, listener: Rc<dyn Listener>) -> Self {
        Rc::make_mut(&mut self.0).add_listener(listener);
        self
    }

    /// Sets an attribute to a value that the view holds itself.
    #[inline(never)]
    pub fn at(self, key: &'static str, value: &'static str) -> Self {
        self.set(key, AttrValue::Static(value))
    }

    /// Sets an attribute.
    #[inline(never)]
    pub fn attr(self, key: &'static str, value: &str) -> Self {
        self.set(key, AttrValue::from(value.to_owned()))
    }

    /// Sets an attribute that has only a name, or leaves it out.
    #[inline(never)]
    pub fn flag(self, key: &'static str, on: bool) -> Self {
        if on { self.set(key, AttrValue::Static(key)) } else { self }
    }

    /// Sets an attribute if a condition holds.
    #[inline(never)]
    pub fn at_if(self, on: bool, key: &'static str, value: &'static str) -> Self {
        if on { self.at(key, value) } else { self }
    }

    /// Sets the classes.
    #[inline(never)]
    pub fn class(self, class: &'static str) -> Self {
        self.at("class", class)
    }

    /// Sets the classes; `more` only if a condition holds.
    #[inline(never)]
    pub fn class_if(self, class: &'static str, on: bool, more: &'static str) -> Self {
        if on { self.attr("class", &[class, " ", more].concat()) } else { self.class(class) }
    }

    /// The name a screen reader speaks.
    #[inline(never)]
    pub fn label(self, name: &str) -> Self {
        self.attr("aria-label", name)
    }

    /// A drawing that says nothing to a screen reader.
    #[inline(never)]
    pub fn hidden(self) -> Self {
        self.at("aria-hidden", "true")
    }

    /// Tells siblings apart between two renderings.
    #[inline(never)]
    pub fn key(mut self, key: &str) -> Self {
        Rc::make_mut(&mut self.0).key = Some(key.to_owned().into());
        self
    }

    /// Lets the view reach the element in the page.
    #[inline(never)]
    pub fn node_ref(mut self, node: NodeRef) -> Self {
        Rc::make_mut(&mut self.0).node_ref = node;
        self
    }

    /// Adds anything.
    #[inline(never)]
    pub fn node(mut self, node: Html) -> Self {
        Rc::make_mut(&mut self.0).add_child(node);
        self
    }

    /// Adds an element.
    #[inline(never)]
    pub fn put(self, child: Self) -> Self {
        self.node(child.html())
    }

    /// Adds an element, if there is one.
    #[inline(never)]
    pub fn maybe(self, child: Option<Self>) -> Self {
        match child {
            Some(child) => self.put(child),
            None => self,
        }
    }

    /// Adds an element for each item.
    #[inline]
    pub fn all<T>(self, items: impl IntoIterator<Item = T>, make: impl FnMut(T) -> Self) -> Self {
        items.into_iter().map(make).fold(self, Self::put)
    }

    /// Adds a text that the view holds itself.
    #[inline(never)]
    pub fn word(self, words: &'static str) -> Self {
        self.node(word(words))
    }

    /// Adds a text from elsewhere.
    #[inline(never)]
    pub fn text(self, words: &str) -> Self {
        self.node(text(words))
    }

    /// Adds a number.
    #[inline]
    pub fn number(self, number: impl Display) -> Self {
        self.text(&number.to_string())
    }

    /// What a click, a tap, Enter or Space does.
    #[inline(never)]
    pub fn on_click(self, act: Callback<MouseEvent>) -> Self {
        self.listen(Rc::new(onclick::Wrapper::new(act)))
    }

    /// What Escape or the phone's way back does to a dialog.
    #[inline(never)]
    pub fn on_cancel(self, act: Callback<Event>) -> Self {
        self.listen(Rc::new(oncancel::Wrapper::new(act)))
    }

    /// What another choice does.
    #[inline(never)]
    pub fn on_change(self, act: Callback<Event>) -> Self {
        self.listen(Rc::new(onchange::Wrapper::new(act)))
    }

    /// What typing or dragging in a field does.
    #[inline(never)]
    pub fn on_input(self, act: Callback<InputEvent>) -> Self {
        self.listen(Rc::new(oninput::Wrapper::new(act)))
    }

    /// What Enter or the form's own button does.
    #[inline(never)]
    pub fn on_submit(self, act: Callback<SubmitEvent>) -> Self {
        self.listen(Rc::new(onsubmit::Wrapper::new(act)))
    }

    /// Whether a box is ticked.
    #[inline(never)]
    pub fn checked(mut self, ticked: bool) -> Self {
        Rc::make_mut(&mut self.0).set_checked(ticked);
        self
    }

    /// What a key does.
    #[inline(never)]
    pub fn on_key_down(self, act: Callback<KeyboardEvent>) -> Self {
        self.listen(Rc::new(onkeydown::Wrapper::new(act)))
    }

    /// What a field holds.
    #[inline(never)]
    pub fn value(mut self, value: &str) -> Self {
        Rc::make_mut(&mut self.0).set_value(AttrValue::from(value.to_owned()));
        self
    }

    /// What coming to a field does.
    #[inline(never)]
    pub fn on_focus_in(self, act: Callback<FocusEvent>) -> Self {
        self.listen(Rc::new(onfocusin::Wrapper::new(act)))
    }

    /// What leaving a field does.
    #[inline(never)]
    pub fn on_focus_out(self, act: Callback<FocusEvent>) -> Self {
        self.listen(Rc::new(onfocusout::Wrapper::new(act)))
    }

    /// What pressing a pointer does.
    #[inline(never)]
    pub fn on_pointer_down(self, act: Callback<PointerEvent>) -> Self {
        self.listen(Rc::new(onpointerdown::Wrapper::new(act)))
    }

    /// What lifting a pointer does.
    #[inline(never)]
    pub fn on_pointer_up(self, act: Callback<PointerEvent>) -> Self {
        self.listen(Rc::new(onpointerup::Wrapper::new(act)))
    }

    /// The finished element.
    #[inline(never)]
    pub fn html(self) -> Html {
        Html::VTag(self.0)
    }
}

impl From<El> for Html {
    fn from(el: El) -> Self {
        el.html()
    }
}

/// Several nodes that stand together without an element around them.
#[inline(never)]
pub fn group(nodes: Vec<Html>) -> Html {
    Html::from_iter(nodes)
}

/// A button with an action, ready for its words.
#[inline(never)]
pub fn button(class: &'static str, act: Callback<MouseEvent>) -> El {
    el("button").class(class).at("type", "button").on_click(act)
}

/// A link that leaves the site.
#[inline(never)]
pub fn outside(href: &str, words: &str) -> El {
    el("a")
        .attr("href", href)
        .at("target", "_blank")
        .at("rel", "noopener noreferrer external")
        .text(words)
}
