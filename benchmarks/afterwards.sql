-- What comes after the answers of the generated network: requests to rate, draws and visits, rectifications, the ladder
-- of supervision, rulings. Made of what demands.sql left; settings of the session: bench.at.

-- requests: every answer of the last four hundred days, and by whom it was given
INSERT INTO demands_ratingrequest (ref, demand_id, round, window_id, organisation_id, person, concerned, kind, place, seed,
    digest, asked_at, until, asked_again_at, rated_at, lot, drawn_at)
SELECT uuidv7(d.answered_at - now()), d.id, 1, d.window_id, coalesce(h.organisation_id, w.organisation_id), '',
    ARRAY[d.first_contact], d.kind, 'online', md5(d.id::text), encode(sha256(('bench ' || d.id)::bytea), 'hex'),
    d.answered_at, d.answered_at + interval '90 days', CASE WHEN r.id IS NULL THEN d.answered_at + interval '3 days' END,
    r.rated_at,
    CASE WHEN r.level IN ('dissatisfied', 'very_dissatisfied') THEN 'dissatisfied'
        WHEN d.answered_at > now() - interval '7 days' THEN 'waiting' WHEN d.id % 10 = 0 THEN 'drawn' ELSE 'spared' END,
    CASE WHEN d.answered_at <= now() - interval '7 days' THEN d.answered_at + interval '7 days' END
FROM demands_demand d
JOIN network_window w ON w.id = d.window_id
LEFT JOIN LATERAL (SELECT organisation_id FROM demands_handling h WHERE h.demand_id = d.id AND h.answer <> ''
    ORDER BY id DESC LIMIT 1) h ON true
LEFT JOIN demands_rating r ON r.demand_id = d.id AND r.round = 1
WHERE d.answered_at > now() - interval '400 days'
ON CONFLICT DO NOTHING;

-- visits: of what was drawn or disliked; those of the last fortnight are still to be made
INSERT INTO demands_visittask (ref, request_id, demand_id, asked_at, window_id, organisation_id, person, why, office_id,
    visitor, made_at, due_at, attempts, outcome, level, done_at)
SELECT uuidv7(q.asked_at - now()), q.id, q.demand_id, q.asked_at, q.window_id, q.organisation_id, q.person, q.lot, w.organisation_id, '', coalesce(q.drawn_at, q.rated_at),
    coalesce(q.drawn_at, q.rated_at) + interval '7 days',
    CASE WHEN q.asked_at < now() - interval '14 days' THEN 1 ELSE 0 END,
    CASE WHEN q.asked_at >= now() - interval '14 days' THEN '' WHEN q.id % 9 = 0 THEN 'no_answer' ELSE 'reached' END,
    '', CASE WHEN q.asked_at < now() - interval '14 days' THEN q.asked_at + interval '10 days' END
FROM demands_ratingrequest q JOIN network_window w ON w.id = q.window_id
WHERE q.lot IN ('drawn', 'dissatisfied') AND coalesce(q.drawn_at, q.rated_at) IS NOT NULL
ON CONFLICT DO NOTHING;

-- rectifications: of every bad rating; those of the last fortnight are open
INSERT INTO demands_rectification (ref, demand_id, round, rating_id, reason, level, office_id, opened_at, opened_by, due_at,
    plan, disposal, ended_at, ended_by)
SELECT uuidv7(r.rated_at - now()), r.demand_id, r.round, r.id, '', CASE WHEN d.id % 2 = 0 THEN 'window' ELSE 'hub' END,
    w.organisation_id, r.rated_at, 'system', r.rated_at + interval '14 days', '',
    CASE WHEN r.rated_at < now() - interval '14 days' THEN 'at_once' ELSE '' END,
    CASE WHEN r.rated_at < now() - interval '14 days' THEN r.rated_at + interval '6 days' END, ''
FROM demands_rating r JOIN demands_demand d ON d.id = r.demand_id JOIN network_window w ON w.id = d.window_id
WHERE r.level IN ('dissatisfied', 'very_dissatisfied') ON CONFLICT DO NOTHING;

-- supervision: every record of accountability is a case; those of the last month are open
INSERT INTO supervision_supervisioncase (ref, record_id, demand_id, window_id, organisation_id, person_ref, state, revision,
    opened_at, next_at, proposed_at, report, reported_by, closed_at, closed_why)
SELECT uuidv7(a.noticed_at - now()), a.id, a.demand_id, a.window_id, a.organisation_id, a.person_ref,
    CASE WHEN a.noticed_at < now() - interval '30 days' THEN 'closed' WHEN a.id % 5 = 0 THEN 'ordered' ELSE 'recorded' END,
    1, a.noticed_at, CASE WHEN a.noticed_at >= now() - interval '30 days' THEN a.noticed_at + interval '3 days' END,
    CASE WHEN a.noticed_at BETWEEN now() - interval '30 days' AND now() - interval '3 days'
        THEN a.noticed_at + interval '3 days' END,
    '', '', CASE WHEN a.noticed_at < now() - interval '30 days' THEN a.noticed_at + interval '5 days' END, ''
FROM demands_accountabilityrecord a ON CONFLICT DO NOTHING;

-- disputes and rulings: of every fiftieth case that was given back
WITH raised AS (
    INSERT INTO demands_dispute (demand_id, handling_id, round, code, duty, reason, raised_at, raised_by, settled_at)
    SELECT h.demand_id, h.id, 1, 'not_ours', '', h.return_reason, h.ended_at, '', h.ended_at + interval '1 day'
    FROM demands_handling h WHERE h.state = 'returned' AND h.id % 50 = 0 AND NOT EXISTS (
        SELECT 1 FROM demands_dispute x WHERE x.handling_id = h.id)
    RETURNING id, demand_id, handling_id, raised_at
), ruled AS (
    INSERT INTO demands_ruling (ref, dispute_id, demand_id, organisation_id, kind, region, matter, keywords, reasons,
        is_fallback, ruled_at, ruled_by)
    SELECT uuidv7(raised.raised_at - now()), raised.id, raised.demand_id, h.organisation_id, d.kind, '', '产品出口认证',
        ARRAY['认证'], '由最先受理的单位负责到底。', false, raised.raised_at + interval '1 day', ''
    FROM raised JOIN demands_handling h ON h.id = raised.handling_id JOIN demands_demand d ON d.id = raised.demand_id
    RETURNING id, demand_id, dispute_id, ruled_at
)
INSERT INTO demands_losttime (ruling_id, handling_id, demand_id, window_id, organisation_id, person_ref, fault, since,
    until, days, minutes)
SELECT ruled.id, raised.handling_id, ruled.demand_id, d.window_id, h.organisation_id, '', 'wrong_return', h.sent_at,
    greatest(h.sent_at, ruled.ruled_at), 1, 480
FROM ruled JOIN raised ON raised.id = ruled.dispute_id JOIN demands_handling h ON h.id = raised.handling_id
JOIN demands_demand d ON d.id = ruled.demand_id;
