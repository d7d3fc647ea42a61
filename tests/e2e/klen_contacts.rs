//! Klen: contacts and context variables.

use crate::klen::{failures, some_values};
use crate::operation::{Examine, examined, operation};
use crate::private::{EMAIL, PERSON, PHONE, SAID};
use klen_client::Client;
use klen_client::operations::*;
use klen_client::types::*;
use serde_json::{Value as Json, json};

examined!(
    create_context_variable,
    delete_context_variable,
    get_contact,
    list_contacts,
    list_context_variables,
    set_business_context,
    set_contact_context,
);

fn create_context_variable() -> impl Examine {
    let operation = operation!(|client: &Client| client.create_context_variable(some_values()))
        .sends(
            "POST /context-variables/create",
            json!({"name": "a+b", "deep": [{"said": SAID}, null]}),
        )
        .answers(201, json!({"id": 7}), |()| {});
    failures!(operation, CreateContextVariableError {
        400 BadRequest "validation_error",
        403 Forbidden "permission_denied",
    })
}

fn delete_context_variable() -> impl Examine {
    let operation = operation!(|client: &Client| client.delete_context_variable(5_000_000_000))
        .sends("DELETE /context-variables/5000000000/delete", Json::Null)
        .answers(204, Json::Null, |()| {});
    failures!(operation, DeleteContextVariableError { 403 Forbidden "permission_denied", 404 NotFound "not_found" })
}

/// The fields a contact has in a list.
fn contact() -> Json {
    json!({
        "id": 9, "first_name": PERSON, "last_name": PERSON, "full_name": PERSON, "email": EMAIL, "company": "Engines",
        "stage": "new", "status": "lead", "phone": PHONE, "created_date": "2026-01-05T09:30:00Z",
        "last_call_date": "2026-01-05T09:30:00Z", "tags": ["vip"],
    })
}

fn get_contact() -> impl Examine {
    let mut detail = contact();
    let more = json!({
        "website": "https://engines.example.com", "stage_display": "New", "status_display": "Lead",
        "address": {"street": SAID, "city": SAID, "state": SAID, "zip_code": SAID, "country": SAID},
        "timezone": "Europe/London",
        "phone_numbers": [{
            "id": 1, "phone_number": PHONE, "phone_type": "mobile", "primary": true, "do_not_call": false,
            "dnc_date": null, "dnc_reason": null,
        }],
        "recent_notes": [{"id": 2, "content": SAID, "created_at": "today", "note_type": "call", "call_result": null}],
        "custom_context": {"note": SAID, "n": [1, null]},
    });
    detail
        .as_object_mut()
        .expect("an object")
        .extend(more.as_object().expect("an object").clone());
    let operation = operation!(|client: &Client| client.get_contact(-7))
        .sends("GET /contacts/-7", Json::Null)
        .answers(200, detail, |contact| {
            assert_eq!(
                contact
                    .address
                    .as_ref()
                    .and_then(|address| address.city.as_deref()),
                Some(SAID)
            );
            let numbers = contact.phone_numbers.as_ref().expect("numbers");
            assert_eq!(
                (numbers[0].primary, numbers[0].phone_number.as_deref()),
                (Some(true), Some(PHONE))
            );
            assert_eq!(
                contact
                    .custom_context
                    .as_ref()
                    .map(|context| context["n"].clone()),
                Some(json!([1, null]))
            );
        });
    failures!(operation, GetContactError { 403 Forbidden "permission_denied", 404 NotFound "not_found" })
}

fn list_contacts() -> impl Examine {
    let operation = operation!(|client: &Client| {
        client.list_contacts().stage("new").status("lead").tag("a&b=c").search(EMAIL).page(1).limit(25)
    })
    .sends("GET /contacts?stage=new&status=lead&tag=a%26b%3Dc&search=ada%40example.com&page=1&limit=25", Json::Null)
    .answers(200, json!({"count": 1, "page": 1, "limit": 25, "pages": 1, "contacts": [contact()]}), |page| {
        let contact = &page.contacts.as_ref().expect("contacts")[0];
        assert_eq!((contact.phone.as_deref(), contact.full_name.as_deref()), (Some(PHONE), Some(PERSON)));
    });
    failures!(operation, ListContactsError { 403 Forbidden "permission_denied" })
}

fn list_context_variables() -> impl Examine {
    let variable = json!({
        "id": 1, "name": "size", "display_name": "Size", "description": "How large.", "variable_type": "select",
        "context_type": "business", "is_default": false, "select_options": ["small", "large"],
    });
    let operation = operation!(|client: &Client| {
        client
            .list_context_variables()
            .context_type(ContextType::other("of/the future"))
    })
    .sends(
        "GET /context-variables?context_type=of%2Fthe%20future",
        Json::Null,
    )
    .answers(200, json!({"count": 1, "variables": [variable]}), |list| {
        let variable = &list.variables.as_ref().expect("variables")[0];
        assert_eq!(variable.variable_type, Some(VariableType::Select));
        assert_eq!(variable.context_type, Some(ContextType::Business));
        assert_eq!(
            variable.select_options.as_deref().map(<[String]>::len),
            Some(2)
        );
    });
    failures!(operation, ListContextVariablesError { 403 Forbidden "permission_denied" })
}

fn set_business_context() -> impl Examine {
    let operation = operation!(|client: &Client| client.set_business_context(some_values()))
        .sends(
            "POST /business/context",
            json!({"name": "a+b", "deep": [{"said": SAID}, null]}),
        )
        .answers(200, json!({"anything": SAID}), |()| {});
    failures!(operation, SetBusinessContextError {
        400 BadRequest "validation_error",
        403 Forbidden "permission_denied",
    })
}

fn set_contact_context() -> impl Examine {
    let operation = operation!(|client: &Client| {
        client.set_contact_context(9, SetContactContextRequest::new(some_values()).auto_create_variables(true))
    })
    .sends(
        "POST /contacts/9/context",
        json!({"variables": {"name": "a+b", "deep": [{"said": SAID}, null]}, "auto_create_variables": true}),
    )
    .answers(200, json!({"message": "stored", "contact_id": 9}), |answer| {
        assert_eq!((answer.message.as_deref(), answer.contact_id), (Some("stored"), Some(9)));
    });
    failures!(operation, SetContactContextError {
        400 BadRequest "undefined_variable",
        403 Forbidden "permission_denied",
        404 NotFound "not_found",
    })
}
