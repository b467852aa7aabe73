"""The use cases: what a learner can do, each within one transaction of a store, shown by any face."""
