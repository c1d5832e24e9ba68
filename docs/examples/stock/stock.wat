;; GET /stock/ID is answered with the item of a table, as the table API writes it. The answer is stored on each edge until the
;; item changes, as what is asked for here is noted with it.
(module
  (import "skerry" "ask" (func $ask (param i32 i32 i32 i32 i32 i32) (result i32)))

  (memory (export "memory") 16)
  (data (i32.const 0) "STOCK")
  (data (i32.const 16) "GetItem\n{\22Key\22:{\22id\22:{\22S\22:\22")   ;; 27 octets, then the id
  (data (i32.const 64) "\22}}}")
  (data (i32.const 128) "response\n200\n2\ncontent-type\napplication/json\ncache-control\nmax-age=86400\n0\noctets\n")   ;; 82
  (data (i32.const 256) "response\n404\n1\ncache-control\nmax-age=86400\n0\nnone")   ;; 49
  (data (i32.const 384) "response\n503\n0\n0\nnone")   ;; 21
  ;; From 1,024 on the question, from 4,096 the event, from 131,072 the answer.

  (func (export "skerry_alloc") (param $len i32) (result i32) (i32.const 4096))

  ;; Where a text is and how long, as hooks say it.
  (func $text (param $at i32) (param $len i32) (result i64)
    (i64.or (i64.shl (i64.extend_i32_u (local.get $at)) (i64.const 32)) (i64.extend_i32_u (local.get $len))))
  (func $not_found (result i64) (call $text (i32.const 256) (i32.const 49)))

  ;; The line of the event with that number, from 0.
  (func $line (param $at i32) (param $number i32) (result i32)
    (loop $next
      (local.set $number (i32.sub (local.get $number) (i32.eq (i32.load8_u (local.get $at)) (i32.const 10))))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (br_if $next (local.get $number)))
    (local.get $at))

  (func $is_in (param $c i32) (param $from i32) (param $to i32) (result i32)
    (i32.le_u (i32.sub (local.get $c) (local.get $from)) (i32.sub (local.get $to) (local.get $from))))
  ;; a to z, 0 to 9 and -: what needs no escape in a path or in JSON.
  (func $is_plain (param $c i32) (result i32)
    (i32.or (i32.eq (local.get $c) (i32.const 45))
      (i32.or (call $is_in (local.get $c) (i32.const 97) (i32.const 122)) (call $is_in (local.get $c) (i32.const 48) (i32.const 57)))))

  ;; Writes the question about the id at a place; its end, or 0 where that is no id.
  (func $question (param $id i32) (result i32)
    (local $to i32) (local $c i32)
    (memory.copy (i32.const 1024) (i32.const 16) (i32.const 27))
    (local.set $to (i32.const 1051))
    (block $end
      (loop $next
        (local.set $c (i32.load8_u (local.get $id)))
        (br_if $end (i32.eq (local.get $c) (i32.const 10)))
        (if (i32.eqz (call $is_plain (local.get $c))) (then (return (i32.const 0))))
        (i32.store8 (local.get $to) (local.get $c))
        (local.set $id (i32.add (local.get $id) (i32.const 1)))
        (local.set $to (i32.add (local.get $to) (i32.const 1)))
        (br_if $next (i32.lt_u (local.get $to) (i32.const 1151))))
      (return (i32.const 0)))
    (if (i32.eq (local.get $to) (i32.const 1051)) (then (return (i32.const 0))))
    (memory.copy (local.get $to) (i32.const 64) (i32.const 4))
    (i32.add (local.get $to) (i32.const 4)))

  (func (export "origin_request") (param $at i32) (param $len i32) (result i64)
    (local $end i32) (local $told i32)
    (local.set $at (call $line (local.get $at) (i32.const 5)))   ;; the path
    ;; "/stock/", little end first; what is not below it goes to the origin.
    (if (i64.ne (i64.and (i64.load (local.get $at)) (i64.const 0xffffffffffffff)) (i64.const 0x2f6b636f74732f))
      (then (return (i64.const 0))))
    (local.set $end (call $question (i32.add (local.get $at) (i32.const 7))))
    (if (i32.eqz (local.get $end)) (then (return (call $not_found))))
    (local.set $told
      (call $ask (i32.const 0) (i32.const 5)
        (i32.const 1024) (i32.sub (local.get $end) (i32.const 1024))
        (i32.const 131072) (i32.const 917504)))
    ;; "done", or it failed; an answer has 1 MiB at most, and for one that is as large there is no room here.
    (if (i32.ne (i32.load (i32.const 131072)) (i32.const 0x656e6f64))
      (then (return (call $text (i32.const 384) (i32.const 21)))))
    (if (i32.eq (local.get $told) (i32.const 7)) (then (return (call $not_found))))   ;; "done\n{}"
    ;; The response's beginning goes before the JSON, which stands behind "done\n".
    (memory.copy (i32.const 130995) (i32.const 128) (i32.const 82))
    (call $text (i32.const 130995) (i32.add (local.get $told) (i32.const 77)))))
