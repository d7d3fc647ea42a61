//! What every typed value can do.

use super::{DriftKind, Extra, Format, In, Json, Result, Table, Upload};

/// A value of the wire: a scalar, a list, a map, or a type with [`derive(Model)`](derive@super::Model).
pub trait Value {
    /// Makes a value from what arrives; the error says what was expected, never what was there.
    fn read(input: In<'_>) -> Result<Self>
    where
        Self: Sized;

    /// The same where the value is to be. It is [blank](Blank) before; null makes it so again, also where null is refused,
    /// unless the next value replaces the whole.
    fn fill(&mut self, input: In<'_>) -> Result<()>;

    /// Shows the value.
    fn view(&self) -> View<'_>;

    /// Shows the fields of a struct, in the order of its table, and what the table does not list. Nothing else has any.
    fn fields(&self, see: &mut See<'_>) {
        let _ = see;
    }
}

/// What a [`Value`] is made of, one level deep.
#[derive(Clone, Copy)]
pub enum View<'a> {
    /// `Option::None`. An object leaves such a field out or writes null, as its table says; elsewhere it is null.
    None,
    /// `Option::Some`.
    Some(&'a dyn Value),
    /// A boolean.
    Bool(bool),
    /// A signed integer.
    Int(i64),
    /// An unsigned integer.
    Uint(u64),
    /// A number.
    Float(f64),
    /// A text.
    Str(&'a str),
    /// A text of a format, which reading does not insist on.
    Text(&'static Format, &'a str),
    /// A value of a text enum: its Rust name (empty for the unknown arm) and its text on the wire.
    Enum(&'static str, &'a str),
    /// A value of an integer enum: its Rust name (empty for the unknown arm) and its number on the wire.
    IntEnum(&'static str, i64),
    /// A variant of a union: its Rust name and its content, which is all that is written.
    Variant(&'static str, &'a dyn Value),
    /// A variant whose content, an object, does not hold the tag.
    Tagged(&'static Tag, &'a dyn Value),
    /// A struct.
    Object(Object<'a>),
    /// A list.
    List(&'a dyn List),
    /// A map.
    Map(&'a dyn Map),
    /// Any JSON.
    Json(&'a Json),
    /// Any JSON that `Debug` does not show, because nobody has said what may be in it, and why it is not what the
    /// document says, if it is not.
    Hidden(&'a Json, Option<DriftKind>),
    /// A file, for which JSON has no form.
    Upload(&'a Upload),
}

impl<'a> View<'a> {
    /// The view without the wrappers that do not show on the wire: `Some` and [`View::Variant`].
    #[inline]
    pub fn bare(self) -> View<'a> {
        let mut view = self;
        while let View::Some(value) | View::Variant(_, value) = view {
            view = value.view();
        }
        view
    }
}

/// What a variant is written with beside its content. Apart from [`View`], which is handed on for every value and is small
/// for that.
pub struct Tag {
    /// The Rust name of the variant.
    pub name: &'static str,
    /// The property.
    pub property: &'static str,
    /// Its text.
    pub text: &'static str,
}

/// A struct with [`derive(Model)`](derive@super::Model).
///
/// No trait of its own: its `impl` and its functions would be there for each type.
#[derive(Clone, Copy)]
pub struct Object<'a> {
    table: &'static Table,
    value: &'a dyn Value,
}

impl<'a> Object<'a> {
    /// `value`, whose fields are those of `table`.
    pub fn new(table: &'static Table, value: &'a dyn Value) -> Self {
        Self { table, value }
    }

    /// What the fields are called and what their absence means.
    pub fn table(self) -> &'static Table {
        self.table
    }

    /// See [`Value::fields`].
    pub fn fields(self, see: &mut dyn FnMut(&[&dyn Value], &Extra)) {
        self.value.fields(&mut See(see));
    }
}

/// Who looks at the fields of a struct. A type with a method, because calling a `dyn FnMut` is what the compiler takes
/// longest for in the function that shows them.
pub struct See<'a>(&'a mut dyn FnMut(&[&dyn Value], &Extra));

impl See<'_> {
    /// Looks at `fields`, and at what the table does not list.
    pub fn all(&mut self, fields: &[&dyn Value], extra: &Extra) {
        (self.0)(fields, extra);
    }
}

/// A list of values.
pub trait List {
    /// How many there are.
    fn count(&self) -> usize;

    /// The value at `index`, counted from 0.
    fn item(&self, index: usize) -> Option<&dyn Value>;
}

/// A map of values.
pub trait Map {
    /// How many entries there are.
    fn count(&self) -> usize;

    /// The entry `key`.
    fn at(&self, key: &str) -> Option<View<'_>>;

    /// Whether there is an entry `key`.
    fn has(&self, key: &str) -> bool {
        self.at(key).is_some()
    }

    /// Shows all entries in order.
    fn each(&self, see: &mut dyn FnMut(&str, View<'_>));
}

/// A type of which there is a value to begin with, before it is [filled](Value::fill).
///
/// A struct is read by filling its fields where they are: none of them is moved, and a failure half-way has nothing to
/// clean up but the struct. So all types of fields have one, except `Box`, which would have to allocate: a boxed field
/// is an `Option<Box<T>>`.
pub trait Blank: Sized {
    /// The value; nobody ever sees it.
    const BLANK: Self;
}

/// The [`Value::read`] of what is filled.
#[inline]
pub fn read_filled<T: Value + Blank>(input: In<'_>) -> Result<T> {
    let mut value = T::BLANK;
    match value.fill(input) {
        Ok(()) => Ok(value),
        Err(error) => Err(error),
    }
}

/// The [`Value::fill`] of what is read as a whole.
#[inline]
pub fn refill<T: Value>(value: &mut T, input: In<'_>) -> Result<()> {
    *value = T::read(input)?;
    Ok(())
}

/// A place that takes values: `Option<T>` takes one, `Vec<T>` its next element, a map the entry `key`.
pub trait Slot {
    /// Takes `value`. Only maps look at `key`.
    fn put(&mut self, key: &str, value: In<'_>) -> Result<()>;
}

/// A field takes what it is.
impl Slot for &mut (dyn Value + '_) {
    #[inline]
    fn put(&mut self, _: &str, value: In<'_>) -> Result<()> {
        self.fill(value)
    }
}

/// A map of the entries that a struct does not list.
pub trait Rest: Slot {
    /// Takes the entry `key` out.
    fn remove(&mut self, key: &str);

    /// Takes all entries out.
    fn empty(&mut self);
}
