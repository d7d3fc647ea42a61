//! What was written against the names that types of `features/renamed.yaml` had before.
#![allow(deprecated)]

use features::renamed::types::{
    Contact, ContactPhone, ContactPhoneKind, Location, Position, Site, SiteInit,
};
use features::renamed::types::{Person, Place};

fn main() {
    // A struct by its `new`, whose arguments are in the order they had; its setters; an enum's variants.
    let phone = ContactPhone::new().kind(ContactPhoneKind::Mobile);
    let person: Person = Contact::new("Ada", 7).phone(phone);
    let kind = person.phone.and_then(|phone| phone.kind);
    assert!(matches!(kind, Some(ContactPhoneKind::Mobile)));
    // A struct by the struct that its `new` takes.
    let site: Place = Site::new(SiteInit {
        street: "Main Street".to_owned(),
        city: "Ankara".to_owned(),
    });
    // A union by its variants.
    let location = Location::Site(site);
    assert!(matches!(location, Location::Site(_)));
    // A tuple.
    let point: Position = (1.5, 2.5).into();
    assert_eq!(point.elements(), Some(&(1.5, 2.5)));
}
