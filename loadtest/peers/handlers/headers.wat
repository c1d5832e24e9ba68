;; Sets the field x-edge of each request; the source of headers.wasm. The event's lines are in docs/handlers-wasm.md.
(module
  (memory (export "memory") 2)
  (data (i32.const 16) "request\n")
  (data (i32.const 32) "x-edge\nyes\n")

  (func (export "skerry_alloc") (param $length i32) (result i32) (i32.const 4096))

  ;; Where the line begins that is so many lines on.
  (func $skip (param $at i32) (param $lines i32) (result i32)
    (block $done
      (loop $next
        (br_if $done (i32.eqz (local.get $lines)))
        (local.set $lines
          (i32.sub (local.get $lines) (i32.eq (i32.load8_u (local.get $at)) (i32.const 10))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $next)))
    (local.get $at))

  ;; The number on a line.
  (func $number (param $at i32) (result i32)
    (local $number i32) (local $digit i32)
    (block $done
      (loop $next
        (local.set $digit (i32.sub (i32.load8_u (local.get $at)) (i32.const 48)))
        (br_if $done (i32.gt_u (local.get $digit) (i32.const 9)))
        (local.set $number (i32.add (i32.mul (local.get $number) (i32.const 10)) (local.get $digit)))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $next)))
    (local.get $number))

  ;; Copies octets to a place and gives the place behind them.
  (func $copy (param $to i32) (param $from i32) (param $length i32) (result i32)
    (memory.copy (local.get $to) (local.get $from) (local.get $length))
    (i32.add (local.get $to) (local.get $length)))

  (func (export "viewer_request") (param $at i32) (param $length i32) (result i64)
    (local $method i32) (local $fields i32) (local $rest i32) (local $count i32) (local $to i32)
    (local.set $method (call $skip (local.get $at) (i32.const 4)))
    (local.set $fields (call $skip (local.get $method) (i32.const 2)))
    (local.set $fields
      (call $skip (local.get $fields)
        (i32.add (i32.shl (call $number (local.get $fields)) (i32.const 1)) (i32.const 1))))
    (local.set $count (i32.add (call $number (local.get $fields)) (i32.const 1)))
    (local.set $rest (call $skip (local.get $fields) (i32.const 1)))
    (local.set $to (call $copy (i32.const 65536) (i32.const 16) (i32.const 8)))
    (local.set $to
      (call $copy (local.get $to) (local.get $method)
        (i32.sub (local.get $fields) (local.get $method))))
    ;; two digits: a request of the measurement has fewer fields than a hundred
    (i32.store8 (local.get $to) (i32.add (i32.div_u (local.get $count) (i32.const 10)) (i32.const 48)))
    (i32.store8 offset=1 (local.get $to) (i32.add (i32.rem_u (local.get $count) (i32.const 10)) (i32.const 48)))
    (i32.store8 offset=2 (local.get $to) (i32.const 10))
    (local.set $to (i32.add (local.get $to) (i32.const 3)))
    (local.set $to (call $copy (local.get $to) (i32.const 32) (i32.const 11)))
    (local.set $to
      (call $copy (local.get $to) (local.get $rest)
        (i32.sub (i32.add (local.get $at) (local.get $length)) (local.get $rest))))
    (i64.or
      (i64.shl (i64.const 65536) (i64.const 32))
      (i64.extend_i32_u (i32.sub (local.get $to) (i32.const 65536))))))
