//! OpenCX: conversations and contacts.

use crate::opencx::refusals;
use crate::operation::{Examine, ODD, examined, operation};
use crate::private::{EMAIL, PERSON, PHONE, SAID};
use opencx_client::Client;
use opencx_client::operations::*;
use opencx_client::types::*;
use serde_json::{Value as Json, json};

examined!(
    create_contact,
    delete_contact,
    get_chat_session,
    get_chat_session_history,
    list_chat_sessions,
    list_contacts,
    update_contact,
);

const ID: &str = "0b9e0c1a-7c69-4a0e-9f52-1f1f5a0d3c11";

fn session() -> Json {
    json!({
        "id": ID, "status": "closed_resolved", "ai_closure_type": null, "sentiment": "happy",
        "channel": {"type": "phone_voice"}, "ticket_number": 17, "assist_mode": false, "summary": SAID,
        "created_at": "2026-01-05T09:30:00Z", "updated_at": "2026-01-05T09:31:00Z",
        "contact": {
            "id": ID, "email": EMAIL, "phone_number": PHONE, "name": PERSON, "custom_data": {"note": SAID, "n": 3},
            "non_verified_name": PERSON, "non_verified_email": [EMAIL], "non_verified_custom_data": {"a": SAID},
        },
        "language": "en", "assignee_id": "user-1", "custom_data": {"note": SAID},
        "team": {"id": ID, "name": "Sales", "description": "They sell."},
        "handoff": {"summary": SAID, "sentiment": "angry"},
        "ticketing_system": {"name": "dynamics365", "external_id": "T-1", "id_type": "case_id"},
    })
}

fn is_session(session: &ChatSessionDto) {
    assert_eq!(
        (session.id.as_str(), &session.status),
        (ID, &ChatSessionStatus::ClosedResolved)
    );
    assert_eq!(session.channel.kind, Some(ChannelType::PhoneVoice));
    let handoff = session.handoff.as_ref().expect("a handoff");
    assert_eq!(
        (handoff.summary.as_deref(), &handoff.sentiment),
        (Some(SAID), &Some(Sentiment::Angry))
    );
    let contact = session.contact.as_ref().expect("a contact");
    assert_eq!(
        (contact.email.as_deref(), contact.phone_number.as_deref()),
        (Some(EMAIL), Some(PHONE))
    );
    let ticket = session.ticketing_system.as_ref().expect("a ticket");
    assert_eq!(ticket.id_type, Some(TicketIdType::CaseId));
}

fn new_contact() -> WriteContactDto {
    let fields = ContactFieldsDto::new()
        .email(EMAIL)
        .phone(PHONE)
        .name(PERSON);
    WriteContactDto::new(fields.custom_data([("note", SAID)]))
}

fn written_contact() -> Json {
    json!({"contact": {"email": EMAIL, "phone": PHONE, "name": PERSON, "custom_data": {"note": SAID}}})
}

fn create_contact() -> impl Examine {
    let operation = operation!(|client: &Client| client.create_contact(new_contact()))
        .sends("POST /contacts", written_contact())
        .answers(201, json!({"anything": PHONE}), |()| {});
    refusals!(operation, CreateContactError)
}

fn delete_contact() -> impl Examine {
    let operation = operation!(|client: &Client| client.delete_contact(ODD))
        .sends("DELETE /contacts/a%2Fb%20c%2B%C3%A9", Json::Null)
        .answers(200, Json::Null, |()| {});
    refusals!(operation, DeleteContactError)
}

fn update_contact() -> impl Examine {
    let operation = operation!(|client: &Client| client.update_contact(ODD, new_contact()))
        .sends("PATCH /contacts/a%2Fb%20c%2B%C3%A9", written_contact())
        .answers(200, Json::Null, |()| {});
    refusals!(operation, UpdateContactError)
}

fn get_chat_session() -> impl Examine {
    let operation = operation!(|client: &Client| client.get_chat_session(ODD))
        .sends("GET /chat/sessions/a%2Fb%20c%2B%C3%A9", Json::Null)
        .answers(200, session(), is_session);
    refusals!(operation, GetChatSessionError)
}

fn get_chat_session_history() -> impl Examine {
    let event = json!({"type": "message", "sender": {"type": "contact", "name": PERSON}, "content": {"type": "text", "text": SAID}});
    let page = json!({"items": [{"created_at": "2026-01-05T09:30:00Z", "event": event}], "next": "page+2"});
    let operation =
        operation!(|client: &Client| client.get_chat_session_history(ODD).cursor("n+1/é ="))
            .sends(
                "GET /chat/sessions/a%2Fb%20c%2B%C3%A9/history?cursor=n%2B1%2F%C3%A9%20%3D",
                Json::Null,
            )
            .answers(200, page, |page| {
                let event = page.items[0].event.as_ref().expect("an event");
                let (sender, content) = (
                    event.sender.as_ref().expect("a sender"),
                    event.content.as_ref().expect("content"),
                );
                assert_eq!(
                    (sender.name.as_deref(), content.text.as_deref()),
                    (Some(PERSON), Some(SAID))
                );
                assert_eq!(page.next.as_deref(), Some("page+2"));
            });
    refusals!(operation, GetChatSessionHistoryError)
}

fn list_chat_sessions() -> impl Examine {
    let operation = operation!(|client: &Client| {
        client
            .list_chat_sessions()
            .cursor("n+1")
            .handed_off(false)
            .status(ChatSessionStatus::Open)
            .channel_type(ChannelType::PhoneVoice)
            .created_after("2026-01-05T09:30:00+01:00")
            .created_before("b")
            .updated_after("c")
            .updated_before("first")
            .updated_before("d&e")
    })
    .sends(
        "GET /chat/sessions?cursor=n%2B1&handed_off=false&status=open&channel_type=phone_voice\
         &created_after=2026-01-05T09%3A30%3A00%2B01%3A00&created_before=b&updated_after=c&updated_before=d%26e",
        Json::Null,
    )
    .answers(200, json!({"items": [session()], "next": null}), |page| {
        is_session(&page.items[0]);
        assert_eq!(page.next, None);
    });
    refusals!(operation, ListChatSessionsError)
}

fn list_contacts() -> impl Examine {
    let contact = json!({"id": ID, "email": EMAIL, "phone_number": null, "name": PERSON, "custom_data": {"note": SAID}});
    let operation = operation!(|client: &Client| client.list_contacts().cursor("n"))
        .sends("GET /contacts?cursor=n", Json::Null)
        .answers(200, json!({"items": [contact], "next": null}), |page| {
            let contact = &page.items[0];
            assert_eq!(
                (contact.name.as_deref(), contact.phone_number.as_deref()),
                (Some(PERSON), None)
            );
        });
    refusals!(operation, ListContactsError)
}
