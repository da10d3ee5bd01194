"""How b4 reads threads (bench/b4.ts). A thread a line on standard input, `{"id", "mails": [base64]}`, and a line of JSON
for each on standard output. No network, no settings of git, no attestation."""
import base64, email, json, logging, sys
sys.path.append('/usr/lib/python3/dist-packages')
import b4

b4.logger.setLevel(logging.CRITICAL + 1)
b4.can_network = False
b4.MAIN_CONFIG = dict(b4.DEFAULT_CONFIG, **{'attestation-policy': 'off', 'listid-preference': ['*'], 'keyringsrc': []})
b4.USER_CONFIG = {'name': 'Nobody', 'email': 'nobody@example.invalid'}


def fill(mails):
    box = b4.LoreMailbox()
    for raw in mails:
        box.add_message(email.message_from_bytes(raw, policy=b4.emlpolicy))
    return box


def member(mail):  # with what `b4 am -t` adds to it
    return mail and {'id': mail.msgid, 'added': [[t.name, t.value, t.lmsg.msgid] for t in mail.followup_trailers],
                     'own': [[t.name, t.value] for t in b4.LoreMessage.get_body_parts(mail.body)[2]]}


def read_series(mails, revision):  # in a mailbox of its own: trailers are counted each time a series is asked for
    series = fill(mails).get_series(revision)
    series.add_cover_trailers()
    return {'version': revision, 'cover': member(series.patches[0]), 'changeId': series.change_id,
            'patches': [member(mail) for mail in series.patches[1:]],
            'mismatches': [list(mismatch) for mismatch in series.trailer_mismatches]}


def read_mail(mail):
    subject, is_counted = b4.LoreSubject(mail.msg['Subject']), not mail.lsubject.counters_inferred
    return {'id': mail.msgid, 'reply': subject.reply, 'patch': subject.patch, 'rfc': subject.rfc,
            'resend': subject.resend, 'version': None if subject.revision_inferred else subject.revision,
            'n': subject.counter if is_counted else None, 'total': subject.expected if is_counted else None,
            'hasDiff': mail.has_diff}


for line in sys.stdin:
    thread = json.loads(line)
    mails = [base64.b64decode(mail) for mail in thread['mails']]
    box = fill(mails)
    print(json.dumps({'b4': b4.__VERSION__, 'id': thread['id'], 'mails': [read_mail(m) for m in box.msgid_map.values()],
                      'series': [read_series(mails, revision) for revision in sorted(box.series)]}))
