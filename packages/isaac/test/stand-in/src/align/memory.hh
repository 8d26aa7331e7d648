#pragma once

#include <cstdint>
#include <cstddef>

/// Limits the address space of this process and of those that it becomes.
void limitAddressSpace(std::uint64_t bytes);

/// Reserves address space without touching it. Throws std::bad_alloc where the limit does not allow it.
void reserve(std::size_t bytes);

/// Allocates under a hook of malloc, and returns how often the C library called the hook.
unsigned allocateUnderHook();
