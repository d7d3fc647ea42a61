//! What every derived type gets: serde, `Debug`, equality; and where derived code finds the runtime.

/// The attribute of a derived impl.
pub(crate) const DERIVED: &str = "#[automatically_derived]";

/// Where the runtime's model is. The name has the version of the agreement between derived code and the runtime in it, so
/// that the compiler says so when the two do not fit. Derived code names everything in full, rather than in a block of
/// its own with a `use`: a block for each type is a function more for each type to check.
pub(crate) const MODEL: &str = "::callsmith_runtime::model_2";

/// Where it says what failures are.
pub(crate) const FAILURE: &str = "::callsmith_runtime::failure";

/// Where it says what successes are.
pub(crate) const SUCCESS: &str = "::callsmith_runtime::success";

/// `Serialize`, `Deserialize` and `Debug` of a model. What is not generic is `#[inline]`, as everything is that only leads
/// elsewhere: code for it is made where it is used, and for most types that is nowhere.
pub(crate) fn doors(name: &str) -> String {
    format!(
        "{DERIVED} impl {MODEL}::serde::Serialize for {name} {{
            fn serialize<__S: {MODEL}::serde::Serializer>(&self, __serializer: __S)
                -> ::core::result::Result<__S::Ok, __S::Error> {{ {MODEL}::serialize(self, __serializer) }}
        }}
        {DERIVED} impl<'de> {MODEL}::serde::Deserialize<'de> for {name} {{
            fn deserialize<__D: {MODEL}::serde::Deserializer<'de>>(__deserializer: __D)
                -> ::core::result::Result<Self, __D::Error> {{ {MODEL}::deserialize(__deserializer) }}
        }}
        {DERIVED} impl ::core::fmt::Debug for {name} {{
            #[inline] fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {{ {MODEL}::debug(self, __f) }}
        }}"
    )
}

/// `PartialEq` of a struct or a union.
pub(crate) fn equality(name: &str) -> String {
    format!(
        "{DERIVED} impl ::core::cmp::PartialEq for {name} {{
            #[inline] fn eq(&self, __other: &Self) -> ::core::primitive::bool {{ {MODEL}::equal(self, __other) }}
        }}"
    )
}
