-- What a decision concerns is looked up, so that it costs the same in a large record as in a small one.
CREATE INDEX link_left ON link (left_id, right_id, kind, score);
CREATE INDEX link_right ON link (right_id, left_id, kind, score);
CREATE INDEX decision_record ON decision (record_id);
CREATE INDEX decision_other ON decision (other_id);
CREATE INDEX decision_undoes ON decision (undoes);
