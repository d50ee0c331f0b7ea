//! How a short-lived command takes its memory: in few large steps, as nothing is given back before its end.

/// Has the heaps grow by 16 MiB at a time. By itself the allocator asks the system for 128 KiB, some four thousand times while ten years of
/// notes are read. What is not used costs no memory. The language server sets its own limits when it reads a journal.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub fn grow_in_large_steps() {
    const STEP: libc::c_int = 16 << 20;
    // SAFETY: the call takes no pointers and may be made at any time; where the limit cannot be set, all is as before.
    unsafe {
        libc::mallopt(libc::M_TOP_PAD, STEP);
    }
}

/// Other allocators know best themselves.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn grow_in_large_steps() {}
