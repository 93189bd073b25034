/** What goes over the wire and comes back: nothing of it is needed before Today stands, so it is a file of its own. */
export { pull } from "./pull";
export { push } from "./push";
export { prune, resend } from "./sent";
