"""The audit record: events as leaves of a Merkle tree, heads signed, exports that are verified offline.

Claim: any change to the history under a signed head is detected by whoever holds that head. No more than that.
"""
