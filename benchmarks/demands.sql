-- Demands of the generated network, made by the database itself.
-- Settings of the session: bench.count demands up to the moment bench.at.
-- From Python come g_window, g_slot, g_catchment, g_institution, g_title, g_word, g_sentence and g_due.

-- pace: how far each state has come, as shares of the time between filing and now (or the closing)
CREATE TEMP TABLE g_pace (
    state text, low float8, high float8, youngest float8, oldest float8,
    registered float8, asked float8, first_sent float8, given_back float8, dispatched float8, taken float8,
    planned float8, working float8, answered float8, rated float8, visited float8, closed float8
);
INSERT INTO g_pace VALUES
    ('filed', 0, .0045, .02, 2.2,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    ('registered', .0045, .0080, .2, 5,
        .2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    ('awaiting_information', .0080, .0105, .2, 6,
        .15, .3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    ('dispatched', .0105, .0135, .3, 4,
        .2, NULL, .3, .4, .5, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    ('in_progress', .0135, .0225, .5, 26,
        .03, NULL, .04, .05, .06, .1, .2, .35, NULL, NULL, NULL, NULL),
    ('answered', .0225, .0270, 1, 30,
        .03, NULL, .04, .05, .06, .08, .1, .2, .5, NULL, NULL, NULL),
    ('rated', .0270, .0285, 1, 30,
        .03, NULL, .04, .05, .06, .08, .1, .2, .5, .7, NULL, NULL),
    ('visited', .0285, .0300, 2, 30,
        .03, NULL, .04, .05, .06, .08, .1, .2, .5, .7, .85, NULL),
    ('withdrawn', .0300, .0750, 3, 1050,
        .03, NULL, .04, .05, .06, NULL, NULL, NULL, NULL, NULL, NULL, 1),
    ('archived', .0750, 1.01, 3, 1050,
        .03, NULL, .04, .05, .06, .08, .09, .3, .6, .7, .85, 1);

-- chance: every random number a demand needs, drawn once
CREATE TEMP TABLE g_chance AS
SELECT n, random() AS c_window, power(random(), 1.6) AS c_firm, random() AS c_state, random() AS c_age,
    random() AS c_hour, random() AS c_span, random() AS c_route, random() AS c_step, random() AS c_again,
    random() AS c_institution, random() AS c_rate, random() AS c_visit, random() AS c_kind, random() AS c_title,
    random() AS c_word, random() AS c_text, random() AS c_policy
FROM generate_series(1, current_setting('bench.count')::int) AS n;
ANALYZE g_chance;

-- placed: window, enterprise, state, kind and the moment of filing
CREATE TEMP TABLE g_placed AS
SELECT c.*, p.*, w.window_id, w.code, w.receptionist, w.institutions, a.enterprise_id,
    CASE
        WHEN p.state IN ('dispatched', 'in_progress') THEN true
        WHEN p.state = 'withdrawn' THEN c_route < .3
        ELSE p.dispatched IS NOT NULL AND c_route < .75
    END AS routed,
    CASE WHEN c_kind < .45 THEN 'consultation' WHEN c_kind < .75 THEN 'service' WHEN c_kind < .9 THEN 'complaint'
        ELSE 'professional_service' END AS kind,
    least(
        date_trunc('day', moment - age * interval '1 day', 'Asia/Shanghai') + (8 + 12 * c_hour) * interval '1 hour',
        moment - (10 + 30 * c_hour) * interval '1 minute'
    ) AS filed_at,
    moment
FROM g_chance c
JOIN g_slot s ON s.slot = floor(c_window * 10000)::int
JOIN g_window w ON w.window_id = s.window_id
JOIN g_catchment a ON a.window_id = w.window_id AND a.position = floor(c_firm * w.firms)::int
JOIN g_pace p ON c_state >= p.low AND c_state < p.high
CROSS JOIN LATERAL (SELECT current_setting('bench.at')::timestamptz AS moment,
    p.youngest + (p.oldest - p.youngest) * power(c_age, CASE WHEN p.closed IS NULL THEN 1 ELSE 1.3 END) AS age) t;

-- moments: when each step was taken; numbers without gaps per window and year
CREATE TEMP TABLE g_demand AS
SELECT current_setting('bench.first')::bigint + row_number() OVER (ORDER BY filed_at, n) AS id, uuidv7(filed_at - now()) AS ref,
    row_number() OVER (PARTITION BY window_id, year ORDER BY filed_at, n) AS serial, *,
    filed_at + length * registered AS registered_at,
    filed_at + length * asked AS asked_at,
    CASE WHEN routed AND c_again < .05 THEN filed_at + length * first_sent END AS first_sent_at,
    CASE WHEN routed AND c_again < .05 THEN filed_at + length * given_back END AS given_back_at,
    CASE WHEN routed THEN filed_at + length * dispatched END AS dispatched_at,
    CASE WHEN routed THEN filed_at + length * taken END AS taken_at,
    CASE WHEN routed AND (state <> 'in_progress' OR c_step >= .3) THEN filed_at + length * planned END AS planned_at,
    CASE WHEN routed AND (state <> 'in_progress' OR c_step >= .6) THEN filed_at + length * working END AS working_at,
    filed_at + length * answered AS answered_at,
    CASE WHEN state = 'rated' OR c_rate < .6 THEN filed_at + length * rated END AS rated_at,
    CASE WHEN state = 'visited' OR c_rate < .03 OR c_rate >= .6 OR c_visit < .3
        THEN filed_at + length * visited END AS visited_at,
    filed_at + length * closed AS closed_at,
    floor(c_institution * institutions)::int AS chosen
FROM (
    SELECT *, extract(year FROM filed_at AT TIME ZONE 'Asia/Shanghai')::int AS year,
        CASE WHEN closed IS NULL THEN moment - filed_at
            ELSE least((moment - filed_at) * (.7 + .3 * c_hour),
                (4 + 26 * c_span) * CASE WHEN routed THEN 1 ELSE .2 END * interval '1 day')
        END AS length
    FROM g_placed
) AS timed;
DROP TABLE g_placed, g_chance;
CREATE UNIQUE INDEX ON g_demand (id);
ANALYZE g_demand;

-- handlings: one, or two where the first institution gave it back
CREATE TEMP TABLE g_handling AS
SELECT current_setting('bench.first_handling')::bigint + row_number() OVER (ORDER BY demand_id, sent_at) AS id, uuidv7(sent_at - now()) AS ref, *
FROM (
    SELECT d.id AS demand_id, i.organisation_id, i.clerk, 'returned' AS state, first_sent_at AS sent_at,
        NULL::timestamptz AS taken_at, given_back_at AS ended_at, false AS planned, receptionist
    FROM g_demand d
    JOIN g_institution i ON i.window_id = d.window_id AND i.position = (chosen + 1) % institutions
    WHERE first_sent_at IS NOT NULL
    UNION ALL
    SELECT d.id, i.organisation_id, i.clerk,
        CASE
            WHEN d.state = 'dispatched' THEN 'sent'
            WHEN d.state = 'withdrawn' THEN 'recalled'
            WHEN answered_at IS NOT NULL THEN 'answered'
            WHEN working_at IS NOT NULL THEN 'working'
            WHEN planned_at IS NOT NULL THEN 'planned'
            ELSE 'taken'
        END,
        dispatched_at, d.taken_at, coalesce(answered_at, closed_at), planned_at IS NOT NULL, receptionist
    FROM g_demand d
    JOIN g_institution i ON i.window_id = d.window_id AND i.position = chosen
    WHERE dispatched_at IS NOT NULL
) AS worked;
CREATE INDEX ON g_handling (demand_id);
ANALYZE g_handling;
INSERT INTO demands_handling (id, ref, demand_id, organisation_id, state, note, plan, return_reason, sent_at, sent_by,
    taken_at, taken_by, acted_at, ended_at)
SELECT id, ref, demand_id, organisation_id, state, '请在期限内签收并联系企业。',
    CASE WHEN planned THEN (SELECT text FROM g_sentence WHERE position = demand_id % 20) ELSE '' END,
    CASE WHEN state = 'returned' THEN '不在本机构的服务范围，请转其他机构。' ELSE '' END,
    sent_at, receptionist, taken_at, CASE WHEN taken_at IS NULL THEN '' ELSE clerk END, taken_at, ended_at
FROM g_handling;

-- promises: counted by the rule itself (g_due has its answer for every step and day)
CREATE TEMP TABLE g_promise AS
SELECT demand_id, handling_id, owed.step, started_at, due.due_at, kept_at, released_at,
    CASE WHEN coalesce(kept_at, released_at, moment) > due.due_at
        THEN due.due_at + interval '30 seconds' END AS missed_at,
    due.explanation || jsonb_build_object('from', started_at) AS explanation,
    CASE WHEN owed.step = 'return_visit' THEN NULL ELSE holder END AS holder, clerk, window_id, receptionist
FROM (
    SELECT id AS demand_id, NULL::bigint AS handling_id, 'first_contact' AS step, filed_at AS started_at,
        registered_at AS kept_at, CASE WHEN registered_at IS NULL THEN closed_at END AS released_at, moment,
        window_id, receptionist FROM g_demand
    UNION ALL
    SELECT id, NULL, 'staged_reply', filed_at, coalesce(planned_at, answered_at),
        CASE WHEN coalesce(planned_at, answered_at) IS NULL THEN closed_at END, moment, window_id, receptionist
    FROM g_demand
    UNION ALL
    SELECT id, NULL, 'finish', filed_at, answered_at,
        CASE WHEN answered_at IS NULL THEN closed_at END, moment, window_id, receptionist FROM g_demand
    UNION ALL
    SELECT id, NULL, 'return_visit', answered_at, visited_at,
        CASE WHEN visited_at IS NULL THEN coalesce(CASE WHEN c_rate >= .03 THEN rated_at END, closed_at) END, moment, window_id, receptionist
    FROM g_demand WHERE answered_at IS NOT NULL
    UNION ALL
    SELECT h.demand_id, h.id, 'handler_take', h.sent_at,
        coalesce(h.taken_at, CASE WHEN h.state = 'returned' THEN h.ended_at END),
        CASE WHEN h.state = 'recalled' THEN h.ended_at END, d.moment, d.window_id, d.receptionist
    FROM g_handling h JOIN g_demand d ON d.id = h.demand_id
) AS owed
JOIN g_due due ON due.step = owed.step AND due.day = (started_at AT TIME ZONE 'Asia/Shanghai')::date
LEFT JOIN LATERAL (
    SELECT organisation_id AS holder, CASE WHEN taken_at IS NULL THEN '' ELSE clerk END AS clerk
    FROM g_handling h
    WHERE h.demand_id = owed.demand_id AND h.sent_at <= due.due_at
        AND (h.ended_at IS NULL OR h.ended_at > due.due_at)
        AND coalesce(kept_at, released_at, moment) > due.due_at
    ORDER BY id DESC LIMIT 1
) AS held ON true;
INSERT INTO demands_promise (demand_id, handling_id, step, started_at, due_at, kept_at, missed_at, released_at,
    explanation)
SELECT demand_id, handling_id, step, started_at, due_at, kept_at, missed_at, released_at, explanation FROM g_promise
ORDER BY demand_id, due_at;

-- demands themselves
INSERT INTO demands_demand (id, ref, number, query_code, enterprise_id, window_id, handlers, kind, title, found_by, text,
    policy_code, state, revision, submission, filed_at, filed_by, first_contact, answer, answered_at, closed_at, next_due_at,
    touched_at, acted_at)
SELECT d.id, d.ref, d.code || '-' || d.year || '-' || lpad((serial + coalesce(k.last, 0))::text, 6, '0'),
    translate(upper(substr(md5(random()::text), 1, 12)), '0123456789ABCDEF', '23456789ACDEHKRX'),
    enterprise_id, d.window_id, CASE WHEN h.handled IS NULL THEN '{}' ELSE ARRAY[h.organisation_id] END, d.kind, replace(t.text, '{}', w.text),
    lower(replace(t.text, '{}', w.text)) || E'\n' || owned.name_key, x.text || y.text || z.text,
    CASE WHEN c_policy < .2 THEN 'P' || lpad((1 + floor(c_policy * 150))::text, 2, '0') ELSE '' END, state,
    1 + num_nonnulls(registered_at, asked_at, first_sent_at, given_back_at, dispatched_at, taken_at, planned_at, working_at,
        answered_at, rated_at, visited_at, closed_at),
    gen_random_uuid(), filed_at, owner, CASE WHEN registered_at IS NULL THEN '' ELSE receptionist END,
    CASE WHEN answered_at IS NULL THEN '' ELSE y.text || z.text END, answered_at, closed_at, due.next,
    greatest(filed_at, registered_at, asked_at, first_sent_at, given_back_at, dispatched_at),
    greatest(registered_at, asked_at, first_sent_at, dispatched_at)
FROM g_demand d
JOIN g_title t ON t.kind = d.kind AND t.position = floor(c_title * t.of)::int
JOIN g_word w ON w.position = floor(c_word * w.of)::int
JOIN g_sentence x ON x.position = floor(c_text * 20)::int
JOIN g_sentence y ON y.position = d.id % 20
JOIN g_sentence z ON z.position = floor(c_title * 20)::int
LEFT JOIN (SELECT demand_id AS handled, organisation_id FROM g_handling WHERE state NOT IN ('returned', 'recalled')) AS h
    ON h.handled = d.id
JOIN (SELECT e.id AS firm, e.name_key, o.ref::text AS owner FROM enterprises_enterprise e
    JOIN accounts_organisation o ON o.id = e.organisation_id) AS owned ON owned.firm = d.enterprise_id
LEFT JOIN demands_numbercounter k ON k.window_id = d.window_id AND k.year = d.year
LEFT JOIN (SELECT demand_id, min(due_at) AS next FROM g_promise WHERE kept_at IS NULL AND released_at IS NULL
    GROUP BY demand_id) AS due ON due.demand_id = d.id
ORDER BY d.id;

-- what belongs to them: records, questions, ratings, visits; counters and sequences as if each had been filed
INSERT INTO demands_accountabilityrecord (ref, promise_id, demand_id, window_id, organisation_id, person_ref, due_at,
    noticed_at)
SELECT uuidv7(g.due_at - now()), p.id, g.demand_id, g.window_id, coalesce(g.holder, n.organisation_id),
    coalesce(CASE WHEN g.holder IS NULL THEN g.receptionist ELSE g.clerk END, ''), g.due_at, g.missed_at
FROM g_promise g
JOIN demands_promise p ON p.demand_id = g.demand_id AND p.step = g.step
    AND p.handling_id IS NOT DISTINCT FROM g.handling_id
JOIN network_window n ON n.id = g.window_id
WHERE g.missed_at IS NOT NULL ORDER BY g.due_at;
INSERT INTO demands_informationrequest (demand_id, missing, asked_at, asked_by, supplied)
SELECT id, '营业执照副本扫描件一份；产品图纸一份（PDF）。', asked_at, receptionist, ''
FROM g_demand WHERE asked_at IS NOT NULL;
INSERT INTO demands_rating (demand_id, level, comment, rated_at, rated_by, source)
SELECT id, CASE WHEN c_rate < .01 THEN 'very_dissatisfied' WHEN c_rate < .03 THEN 'dissatisfied'
    WHEN c_rate < .1 THEN 'fairly_satisfied' WHEN c_rate < .3 THEN 'satisfied' ELSE 'very_satisfied' END,
    CASE WHEN c_visit < .2 THEN '回复很快，讲得清楚。' ELSE '' END, rated_at, '',
    CASE WHEN id % 2 = 0 THEN md5('device of ' || enterprise_id) ELSE '' END
FROM g_demand WHERE rated_at IS NOT NULL;
INSERT INTO demands_returnvisit (demand_id, reached, need_met, follow_up, opinion, visited_at, visited_by)
SELECT id, true, c_rate >= .05, c_visit < .1, '', visited_at, receptionist FROM g_demand WHERE visited_at IS NOT NULL;
INSERT INTO demands_numbercounter (window_id, year, last)
SELECT window_id, year, max(serial) FROM g_demand GROUP BY window_id, year
ON CONFLICT (window_id, year) DO UPDATE SET last = demands_numbercounter.last + excluded.last;
SELECT setval(pg_get_serial_sequence('demands_demand', 'id'), (SELECT max(id) FROM demands_demand));
SELECT setval(pg_get_serial_sequence('demands_handling', 'id'), (SELECT coalesce(max(id), 1) FROM demands_handling));
DROP TABLE g_promise;
