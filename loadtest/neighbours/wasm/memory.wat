;; Asks for more memory, and writes into it, without end; the source of memory.wasm.
(module
  (memory (export "memory") 2)
  (func (export "skerry_alloc") (param $length i32) (result i32) (i32.const 4096))
  (func (export "viewer_request") (param $at i32) (param $length i32) (result i64)
    (loop $again
      (drop (memory.grow (i32.const 16)))
      (memory.fill (i32.const 65536) (i32.const 1) (i32.sub (i32.shl (memory.size) (i32.const 16)) (i32.const 65536)))
      (br $again))
    (i64.const 0)))
