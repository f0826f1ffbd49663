// In place of the library's: what they say is meant for whoever writes templates, and tests read ours.
class GOVUKFrontendError extends Error {}

export {
  GOVUKFrontendError,
  GOVUKFrontendError as ConfigError,
  GOVUKFrontendError as ElementError,
  GOVUKFrontendError as InitError,
  GOVUKFrontendError as SupportError,
};
