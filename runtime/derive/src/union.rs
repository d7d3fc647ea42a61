//! Unions: variants that hold a value each, told apart by a tag or by shape.

mod code;

use crate::attribute::{Item, Kind, texts};
use crate::declaration::{Declaration, Variant};
use crate::doors;
use crate::enumeration::split_unknown;
use crate::error::{Error, Result};
use crate::ty::Type;

/// A literal without text.
const EMPTY: &str = "\"\"";

/// A union with everything its attributes say.
struct Union<'a> {
    name: String,
    visibility: &'a str,
    /// The tag property, a literal; `None` for a union by shape.
    tag: Option<String>,
    /// The pointer to a tag inside of a part, a literal; the property is then empty.
    at: String,
    /// The texts of the tag that mean the union itself, literals.
    itself: Vec<String>,
    arms: Vec<Arm<'a>>,
    unknown: String,
}

/// A variant with everything its attributes say.
struct Arm<'a> {
    name: String,
    payload: &'a Type,
    from: bool,
    /// The texts of the tag, literals.
    texts: Vec<String>,
    add_tag: bool,
    /// It is for what has another tag, or none.
    otherwise: bool,
    /// It may have another tag.
    fits: bool,
    /// JSON types, names of the constants of `Shape`.
    types: Vec<String>,
    /// Lists of keys, literals.
    keys: Vec<Vec<String>>,
}

/// The derived code of a union.
pub(crate) fn derive(declaration: &Declaration, variants: &[Variant]) -> Result<String> {
    let union = Union::new(declaration, variants)?;
    let impls = [
        code::reflect(&union),
        code::froms(&union),
        doors::doors(&union.name),
        doors::equality(&union.name),
    ];
    Ok(code::methods(&union) + &impls.concat())
}

impl<'a> Union<'a> {
    fn new(declaration: &'a Declaration, variants: &'a [Variant]) -> Result<Self> {
        let (mut tag, mut at, mut itself) = (None, EMPTY.to_owned(), Vec::new());
        for item in &declaration.items {
            match &item.kind {
                Kind::Assigned(word, text) if word == "tag" => tag = Some(text.clone()),
                Kind::Assigned(word, text) if word == "tag_at" => {
                    (tag, at) = (Some(EMPTY.to_owned()), text.clone());
                }
                Kind::Assigned(word, text) if word == "itself" => itself.push(text.clone()),
                _ => {
                    return Err(item.unexpected(
                        "`tag = \"property\"`, `tag_at = \"/pointer\"` or `itself = \"text\"`",
                    ));
                }
            }
        }
        let (unknown, known) = split_unknown(declaration, variants)?;
        let arms = known
            .into_iter()
            .map(|variant| Arm::new(variant, tag.is_some()))
            .collect::<Result<_>>()?;
        let (name, visibility) = (
            declaration.name.to_string(),
            declaration.visibility.as_str(),
        );
        Ok(Union {
            name,
            visibility,
            tag,
            at,
            itself,
            arms,
            unknown: unknown.name.to_string(),
        })
    }

    /// One piece of text for each known variant.
    fn each(&self, write: impl Fn(usize, &Arm<'a>) -> String) -> String {
        self.arms
            .iter()
            .enumerate()
            .map(|(index, arm)| write(index, arm))
            .collect()
    }
}

impl<'a> Arm<'a> {
    fn new(variant: &'a Variant, tagged: bool) -> Result<Self> {
        let Some(payload) = &variant.payload else {
            return Err(Error::new(
                variant.name.span(),
                "a variant of a union holds a value: `Name(Type)`",
            ));
        };
        let (texts, types, keys) = (Vec::new(), Vec::new(), Vec::new());
        let name = variant.name.to_string();
        let mut arm = Arm {
            name,
            payload,
            from: true,
            texts,
            add_tag: false,
            otherwise: false,
            fits: false,
            types,
            keys,
        };
        for item in &variant.items {
            if tagged {
                arm.take_tag(item)?
            } else {
                arm.take_shape(item)?
            }
        }
        let says_nothing = arm.texts.is_empty() && arm.types.is_empty() && arm.keys.is_empty();
        if says_nothing && !arm.otherwise && !arm.fits {
            let what = if tagged {
                "the text of its tag"
            } else {
                "what it takes: `string`, `has(\"key\")`, ..."
            };
            return Err(Error::new(
                variant.name.span(),
                format!("the variant does not say {what}"),
            ));
        }
        Ok(arm)
    }

    fn take_tag(&mut self, item: &Item) -> Result<()> {
        match &item.kind {
            Kind::Text(text) => self.texts.push(text.clone()),
            Kind::Word(word) if word == "add_tag" => self.add_tag = true,
            Kind::Word(word) if word == "otherwise" => self.otherwise = true,
            Kind::Word(word) if word == "fits" => self.fits = true,
            Kind::Word(word) if word == "no_from" => self.from = false,
            _ => {
                let expected = "a text, `add_tag`, `otherwise`, `fits`, `no_from` or `unknown`";
                return Err(item.unexpected(expected));
            }
        }
        Ok(())
    }

    fn take_shape(&mut self, item: &Item) -> Result<()> {
        const TYPES: &[&str] = &[
            "null", "boolean", "integer", "number", "string", "array", "object",
        ];
        match &item.kind {
            Kind::Word(word) if TYPES.contains(&word.as_str()) => {
                self.types.push(word.to_uppercase())
            }
            Kind::List(word, keys) if word == "has" => self.keys.push(texts(keys)?),
            Kind::Word(word) if word == "no_from" => self.from = false,
            _ => {
                return Err(
                    item.unexpected("a JSON type, `has(\"key\", ...)`, `no_from` or `unknown`")
                );
            }
        }
        Ok(())
    }
}
