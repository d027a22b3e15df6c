// A Worker that does nothing: what runs while scripts work on the stored state.
export default {};
