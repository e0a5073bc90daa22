import { RequestError } from '../api';

/** Whether the service does not know what it was asked for, as older ones and others' do not. */
export function isUnknown(error: unknown): boolean {
  return (
    error instanceof TypeError ||
    (error instanceof RequestError && [404, 405, 501].includes(error.status))
  );
}
